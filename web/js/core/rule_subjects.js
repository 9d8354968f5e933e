/* Which subject a rule belongs to, by how its name begins; what nobody thought of comes last. Pure. */
const SUBJECTS = [
  ['organization', ['organization_', 'cell_', 'base_', 'section_']],
  ['committee', ['committee_', 'secretary_', 'standing_', 'congress_']],
  ['admission', ['admission_', 'awareness_', 'introducer_', 'decision_', 'ceremony_']],
  ['recognition', ['recognition_', 'probation_']],
  ['readmission', ['readmission_']],
  ['movement', ['movement_', 'transfer_', 'temporary_', 'exemption_', 'removal_', 'resignation_']],
  ['dues', ['dues_']],
  ['badge', ['badge_']],
  ['discipline', ['discipline_', 'suspension_', 'inspection_']],
  ['rating', ['rating_']],
  ['meeting', ['attendance_', 'meeting_', 'group_']],
  ['other', ['']],
];

/** [{ subject, rules }] in the order above, empty subjects left out. A rule is { name, … }. */
export function bySubject(rules) {
  const subjectOf = (name) => SUBJECTS.find(([, starts]) => starts.some((s) => name.startsWith(s)))[0];
  return SUBJECTS.map(([subject]) => ({ subject, rules: rules.filter((r) => subjectOf(r.name) === subject) })).filter((group) => group.rules.length > 0);
}

/** Periods of every rule → one entry a rule: { name, now, periods }; `now` is what holds on the day, or undefined. */
export function onDay(periods, day) {
  const byName = new Map();
  for (const p of periods) byName.set(p.name, [...(byName.get(p.name) || []), p]);
  return Array.from(byName, ([name, list]) => {
    const sorted = list.sort((a, b) => ((b.effective_from || '') < (a.effective_from || '') ? -1 : 1));
    return { name, periods: sorted, now: sorted.find((p) => (p.effective_from || '') <= day && (!p.effective_to || p.effective_to > day)) };
  });
}
