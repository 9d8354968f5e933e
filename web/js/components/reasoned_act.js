/* An act that only needs a reason: taking something back. */
import { request, Problem } from '../core/api.js';
import { createForm } from './form.js';
import { openDialog } from './dialog.js';

/** Gives whether it was done. */
export async function takeBack({ title, lead, button, path, version }) {
  const form = createForm([{ name: 'reason', type: 'text', label_vi: 'Lý do', label_en: 'Reason', required: true, wide: true }]);
  return openDialog({
    title, lead, button, body: form.node,
    act: async () => {
      const { reason } = form.read();
      try {
        await request('DELETE', path, { version, query: { reason: reason || undefined } });
        return true;
      } catch (error) {
        if (!(error instanceof Problem) || !error.errors.some((e) => e.pointer === 'reason')) throw error;
        form.showProblem({ body: error.body, message: error.message, errors: error.errors.map((e) => ({ ...e, pointer: '/reason' })) });
        return false;
      }
    },
  });
}
