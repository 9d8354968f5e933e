/* Every page on a desk; what the check would find, and what the first page weighs. */
import { newPage, logIn, axe, test, equal } from './lib.mjs';
import { pages } from './pages.mjs';

await pages('1366×768', { width: 1366, height: 768 }, async (server, browser) => {
  await test('axe would find a fault: an image without a name is reported', async () => {
    const page = await newPage(browser, server);
    await page.goto('/login');
    await page.waitForSelector('form');
    await page.evaluate(() => { const img = document.createElement('img'); img.src = '/mark.svg'; document.querySelector('main').append(img); });
    equal((await axe(page)).length, 1, 'violations');
  });

  await test('the first page weighs less than 100 KiB compressed', async () => {
    const page = await newPage(browser, server);
    let bytes = 0;
    page.on('requestfinished', async (r) => { const s = await r.sizes().catch(() => null); if (s) bytes += s.responseBodySize + s.responseHeadersSize; });
    await logIn(page, 'quantri', 'mat-khau-mau-12');
    await page.waitForLoadState('networkidle');
    console.log(`# first page with log-in: ${(bytes / 1024).toFixed(1)} KiB`);
    equal(bytes < 100 * 1024, true, `${bytes} bytes`);
  });
});
