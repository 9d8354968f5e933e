/* Dates, numbers and codes as people read and type them. Pure. */
import { language, t } from './i18n.js';
import { codeLabel } from './store.js';

/** 2025-07-08 → 08/07/2025; 2025-07 → 07/2025; 2025 stays. */
export const showDate = (iso) => (iso ? iso.split('-').reverse().join('/') : '');

/** 2026-11-18T02:14:00Z → 18/11/2026 09:14, on the clock of Hà Nội, whatever the machine says. */
export function showTime(iso) {
  if (!iso) return '';
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }).formatToParts(new Date(iso));
  const part = (type) => parts.find((p) => p.type === type).value;
  return `${part('day')}/${part('month')}/${part('year')} ${part('hour')}:${part('minute')}`;
}

/** What was typed → ISO, whole or partial; null when it is no date. Accepts 8/7/2025, 08-07-2025, 072025? no: only separated. */
export function parseDate(text) {
  const typed = text.trim();
  let m = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed);
  let [year, month, day] = m ? [m[3], m[2], m[1]] : [];
  if (!m && (m = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed))) [year, month, day] = [m[1], m[2], m[3]];
  if (!m && (m = /^(\d{1,2})[/.-](\d{4})$/.exec(typed))) [year, month] = [m[2], m[1]];
  if (!m && (m = /^(\d{4})-(\d{1,2})$/.exec(typed))) [year, month] = [m[1], m[2]];
  if (!m && (m = /^(\d{4})$/.exec(typed))) [year] = [m[1]];
  if (!m) return null;
  if (month && (+month < 1 || +month > 12)) return null;
  if (day) {
    const last = new Date(Date.UTC(+year, +month, 0)).getUTCDate();
    if (+day < 1 || +day > last) return null;
  }
  return [year, month && month.padStart(2, '0'), day && day.padStart(2, '0')].filter(Boolean).join('-');
}

export const showNumber = (n) => (n === null || n === undefined ? '–' : new Intl.NumberFormat(language() === 'en' ? 'en-GB' : 'vi-VN').format(n));

/** Sizes of files and disks, in powers of 1024. */
export function showBytes(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = bytes > 0 ? Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10)) : 0;
  const value = bytes / 1024 ** step;
  return `${showNumber(value < 10 && step > 0 ? Math.round(value * 10) / 10 : Math.round(value))} ${units[step]}`;
}

/** "48.65" → 48,65 % */
export const showPercent = (text) => (text === null || text === undefined ? '–' : `${language() === 'en' ? text : text.replace('.', ',')} %`);

export function showAge(months) {
  if (months === null || months === undefined) return '–';
  const years = Math.floor(months / 12);
  return months % 12 ? t('age.years_months', { years, months: months % 12 }) : t('age.years', { years });
}

/** A field's value as text; '' when there is none. */
export function showValue(field, value) {
  if (value === null || value === undefined || value === '') return '';
  switch (field.type) {
    case 'code': return codeLabel(field.codes, value);
    case 'date': case 'partial_date': return showDate(value);
    case 'time': return showTime(value);
    case 'boolean': return t(value ? 'yes' : 'no');
    case 'integer': return showNumber(value);
    case 'json': return typeof value === 'string' ? value : JSON.stringify(value);
    default: return String(value);
  }
}
