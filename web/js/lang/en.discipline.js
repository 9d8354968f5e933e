/* Phrases of discipline, in English; fetched by the modules that show them. */
export default {
  'discipline': 'Discipline decisions',
  'discipline.match': 'decisions',
  'discipline.no_end': 'does not end',
  'discipline.none.all': 'No discipline decision is recorded here.',
  'discipline.none.ended': 'No decision has ended.',
  'discipline.none.in_force': 'No discipline decision is in force.',
  'discipline.none.member': 'No discipline decision about this member is recorded.',
  'discipline.none.member_now': 'No discipline decision about this member is in force.',
  'discipline.recorded': 'Each reading of this page is recorded in the log of everybody named here.',
  'discipline.view.all': 'All',
  'discipline.view.ended': 'Ended',
  'discipline.view.in_force': 'In force',
  'discipline.whom': 'Subject',
};
