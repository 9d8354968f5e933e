/* What is fetched when first used, so that the first page stays small. */
export const showKeys = () => import('./keys.js').then((m) => m.openKeys());
