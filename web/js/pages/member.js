/* One person: the band on top, then the sections of the dictionary, each edited in place. */
import { get } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { labelOf, t } from '../core/i18n.js';
import { takeAct } from '../core/router.js';
import { can, fields, store, codeLabel } from '../core/store.js';
import { documentPanel } from '../components/documents.js';
import { memberHead } from '../components/member_head.js';
import { createSection } from '../components/section.js';
import { createRows } from '../components/rows.js';

/* Shown in the band, or parts of the registry's own keeping. */
const ELSEWHERE = ['id', 'uid', 'version', 'flags', 'cell_id', 'cell_code', 'cell_name', 'locality_id', 'locality_code', 'party_age_months'];

export async function render({ params, query, signal }) {
  const path = `/members/${params.id}`;
  const past = query.as_of && query.as_of !== store.session.today;
  const editable = can('member_write') && !past;
  const body = h('div');
  const topNode = h('div');

  async function load(include) {
    const [record, history] = await Promise.all([get(path, { as_of: query.as_of, include }, { signal }), past ? null : get(`${path}/history`, null, { signal })]);
    const top = await memberHead({ record, current: 'info', asOf: query.as_of });
    const reveal = can('member_sensitive') ? () => load('sensitive') : null;
    const sections = store.dictionary.members.groups.map((g) => {
      const own = fields('members').filter((f) => f.group === g.name && !ELSEWHERE.includes(f.name));
      return own.length > 0 && createSection({ title: labelOf(g), path, record, fields: own, editable, reveal, reload: () => load(include) });
    });
    replace(topNode, top.node);
    replace(body, h('div', { class: 'cols cols-21' },
      h('div', { class: 'stack' }, sections,
        !past && can('member_sensitive') && createRows({ title: t('family'), path: `${path}/family`, resource: 'family', columns: ['relation', 'full_name', 'born_on', 'occupation', 'residence'], list: { include: 'sensitive' }, editable, lead: t('reveal') }),
        !past && createRows({ title: t('training'), path: `${path}/training`, resource: 'training', columns: fields('training').filter((f) => f.create).slice(0, 5).map((f) => f.name), editable }),
        !past && createRows({ title: t('work_history'), path: `${path}/work-history`, resource: 'work_history', columns: fields('work_history').filter((f) => f.create).slice(0, 5).map((f) => f.name), editable }),
        !past && can('member_sensitive') && documentPanel({ of: { member_id: record.id }, able: editable })),
      h('div', { class: 'stack' },
        record.flags.length > 0 && h('section', { class: 'panel' }, h('header', null, h('h2', null, t('flags'))), h('ul', { class: 'pb stack' }, record.flags.map((f) => h('li', null, h('span', { class: 'st warn' }, codeLabel('quality_flag', f.code || f)))))),
        history && top.timeline(history))));
    return { record, top };
  }

  const { record, top } = await load(query.include === 'sensitive' ? 'sensitive' : undefined);
  return {
    title: record.full_name, crumbs: top.crumbs, org: record.cell_id, node: [topNode, body],
    arrived: async () => { const act = takeAct(); if (act && editable) (await import('../components/member_acts.js')).recordChange(record, act); },
  };
}
