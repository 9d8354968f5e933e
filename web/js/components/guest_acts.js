/* Taking in somebody from a place outside the register for a time. */
import { request, actKey } from '../core/api.js';
import { h } from '../core/dom.js';
import { addWords, t } from '../core/i18n.js';
import { draw } from '../core/router.js';
import { field, today } from '../core/store.js';
import { openDialog } from './dialog.js';
import { createForm, sendForm } from './form.js';
import { toast } from './toast.js';

await addWords('membership');

const own = (name, more) => ({ ...field('transfers', name), ...more });

/** org: of the page; a cell takes in for itself. Gives whether it was done. */
export async function takeInGuest(org, isCell) {
  const must = { required: true };
  const host = { ref: 'organizations', kinds: ['base_cell', 'cell'], required: true, label_vi: t('guest.host'), label_en: t('guest.host') };
  const form = createForm([
    own('guest_name', must), own('guest_born_on'), own('from_outside', { ...must, hint_vi: null, hint_en: null }), ...(isCell ? [] : [own('to_cell_id', host)]),
    own('letter_number', must), own('sent_on', must), own('arrived_on', must), own('ends_on', must), own('guest_card_number'), own('cause'),
  ], { arrived_on: today() });
  const key = actKey();
  const made = await openDialog({
    title: t('guest.new'), wide: true, lead: org.name, button: t('guest.new.button'),
    body: [h('div', { class: 'rule' }, t('guest.rule')), form.node, h('p', { class: 'effect' }, t('guest.effect'))],
    act: () => sendForm(form, (body) => request('POST', '/transfers/guests', { body: { kind: 'temporary', ...(isCell ? { to_cell_id: org.id } : {}), ...body }, key })),
  });
  if (!made) return false;
  toast(t('guest.done', { name: made.full_name }));
  await draw();
  return true;
}
