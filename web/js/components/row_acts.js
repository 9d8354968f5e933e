/* Adding, changing and removing a row of a record, each in a dialog; what somebody saved in between is settled first. */
import { request, actKey, Problem } from '../core/api.js';
import { t } from '../core/i18n.js';
import { createForm } from './form.js';
import { openDialog } from './dialog.js';
import { actOnVersion, settleConflict } from './conflict.js';

/** row: the one changed, null for a new one, which begins with `start`. Gives whether something was saved. */
export function saveRow({ title, path, item, row, fields, extra, query, start }) {
  const usable = fields.filter((f) => (row ? f.patch : f.create));
  const form = createForm(usable, row || start || {});
  const key = actKey();
  async function change(body) {
    const save = (values, version) => request('PATCH', item(row), { body: values, version });
    try {
      await save(body, row.version);
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412) throw error;
      return settleConflict({ path: item(row), fields: usable, base: row, mine: body, save, query: { include: query && query.include } });
    }
  }
  return openDialog({
    title: row ? t('row.edit', { title }) : t('row.add', { title }), button: t('save'), body: form.node,
    act: async () => {
      const body = row ? form.changed() : form.given();
      if (!body) return false;
      if (row && Object.keys(body).length === 0) return true;
      try {
        if (row) return await change(body);
        await request('POST', path, { body: { ...body, ...extra }, key });
        return true;
      } catch (error) {
        if (!(error instanceof Problem) || error.errors.length === 0) throw error;
        form.showProblem(error);
        return false;
      }
    },
  });
}

export function removeRow({ title, path, row, fields, query }) {
  const reason = createForm([{ name: 'reason', type: 'text', label_vi: 'Lý do', label_en: 'Reason', required: true }]);
  return openDialog({
    title: t('row.remove', { title }), lead: t('row.remove.lead'), button: t('row.remove.button'), body: reason.node,
    act: () => {
      const { reason: why } = reason.read();
      return actOnVersion({
        path, fields, base: row, title: t('row.remove', { title }), button: t('row.remove.button'), query: { include: query && query.include },
        run: (version) => request('DELETE', path, { version, query: { reason: why || undefined } }),
      });
    },
  });
}
