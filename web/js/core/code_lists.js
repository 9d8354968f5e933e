/* The code lists as people look for them: under the resource that uses them first, found by code or name. Pure. */

export const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase().trim();

/** [{ name, resource, field, uses: [{ resource, field }], codes }]; `resource` is null for lists no field names. */
export function codeLists(dictionary, reference) {
  return Object.entries(reference).map(([name, codes]) => {
    const uses = Object.values(dictionary).flatMap((resource) => resource.fields.filter((f) => f.codes === name).map((field) => ({ resource, field })));
    return { name, codes, uses, resource: uses.length > 0 ? uses[0].resource : null, field: uses.length > 0 ? uses[0].field : null };
  });
}

/** The lists with only the codes that hold what was typed; a list whose title holds it stays whole. */
export function findCodes(lists, titleOf, typed) {
  const words = fold(typed);
  if (words === '') return lists;
  const holds = (text) => fold(text || '').includes(words);
  return lists.map((list) => (holds(titleOf(list)) || list.name === words ? list : { ...list, codes: list.codes.filter((c) => holds(c.code) || holds(c.vi) || holds(c.en)) }))
    .filter((list) => list.codes.length > 0);
}
