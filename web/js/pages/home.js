/* The start: the organisation one works for; who has none goes to what the role is for. */
import { go } from '../core/router.js';
import { store, can } from '../core/store.js';

export async function render() {
  const { organization } = store.session.grant;
  if (organization && can('tree_read') && can('statistics_read')) go(`/organizations/${organization.id}`, { replaceEntry: true });
  else if (can('account_read')) go('/users', { replaceEntry: true });
  else if (can('audit_read')) go('/audit', { replaceEntry: true });
  else go('/account', { replaceEntry: true });
}
