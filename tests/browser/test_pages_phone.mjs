/* Every page on a telephone. */
import { pages } from './pages.mjs';

await pages('390×844', { width: 390, height: 844 });
