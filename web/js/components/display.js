/* How this browser shows the pages: light or dark, contrast; kept here and nowhere else. */
import { h, uniqueId } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { openDialog } from './dialog.js';

/* '' follows the system */
const CHOICES = {
  theme: { values: ['', 'light', 'dark'], label: (value) => t(`display.theme.${value || 'system'}`) },
  contrast: { values: ['', 'more'], label: (value) => t(`display.contrast.${value || 'system'}`) },
};

function choose(name, value) {
  if (value) document.documentElement.dataset[name] = value; else delete document.documentElement.dataset[name];
  try {
    if (value) localStorage.setItem(`chibo.${name}`, value); else localStorage.removeItem(`chibo.${name}`);
  } catch { /* lasts for this page only */ }
}

function choice(name) {
  const group = uniqueId(name);
  const now = document.documentElement.dataset[name] || '';
  return h('fieldset', null, h('legend', { class: 'label' }, t(`display.${name}`)), CHOICES[name].values.map((value) =>
    h('label', { class: 'pick' }, h('input', { type: 'radio', name: group, value, checked: value === now, onchange: () => choose(name, value) }), CHOICES[name].label(value))));
}

/** Each choice shows at once; there is nothing to save. */
export const openDisplay = () => openDialog({ title: t('display'), lead: t('display.lead'), body: h('div', { class: 'fields' }, choice('theme'), choice('contrast')) });
