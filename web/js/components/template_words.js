/* What templates are called, which fields may stand in them, and which of those are typed by hand. */
import { get } from '../core/api.js';
import { language } from '../core/i18n.js';

let subjects = null;

/** The kinds of subjects with their fields, as the server lists them. */
export async function templateFields() {
  if (!subjects) subjects = (await get('/templates/fields')).subjects;
  return subjects;
}

export const templateName = (template) => (language() === 'en' && template.name_en) || template.name;

/* As the server compares names: without case, diacritics and needless blanks. */
const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase().replace(/\s+/g, ' ').trim();

/** Whether the paper shows what is sensitive, so that its making is recorded as a reading. */
export function isSensitive(template, all) {
  const named = template.fields.map((n) => fold(n.replace(/^hàng\./, '')));
  return all.find((s) => s.code === template.subject).groups.flatMap((g) => g.fields).some((f) => f.sensitive && [fold(f.label_vi), fold(f.label_en), f.name].some((n) => named.includes(n)));
}

/** Fields of a template that whoever makes the paper fills in, in the order of the paper. */
export function typedFields(template, all) {
  const known = all.find((s) => s.code === template.subject).groups.flatMap((g) => g.fields).filter((f) => f.how !== 'known');
  const named = template.fields.map(fold);
  const uses = (f) => named.some((n) => n === fold(f.label_vi) || n === fold(f.label_en) || n === f.name);
  const dated = ['ngay', 'thang', 'nam', 'day', 'month', 'year'].some((n) => named.includes(n));
  return known.filter((f) => uses(f) || (f.how === 'date' && dated));
}
