/* The start: what is due; who has nothing to do in the register goes to what the role is for. */
import { go } from '../core/router.js';
import { store, can } from '../core/store.js';

export async function render(context) {
  const { organization } = store.session.grant;
  if (organization && can('task_read')) return (await import('./tasks.js')).render(context);
  if (organization && can('tree_read') && can('statistics_read')) return go(`/organizations/${organization.id}`, { replaceEntry: true });
  if (can('account_read')) return go('/users', { replaceEntry: true });
  return go(can('audit_read') ? '/audit' : '/account', { replaceEntry: true });
}
