/* The sheets of an .xlsx file, read before it is sent: the package's table of contents and its workbook part only. */
const TAIL = 65557; /* the longest end record of a package with its comment */
const DIRECTORY_MOST = 4 * 1024 * 1024;
const PART_MOST = 1024 * 1024; /* characters of xl/workbook.xml; a real one has a few thousand */
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const plain = (text) => text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => (name ? ENTITIES[name] ?? whole : String.fromCodePoint(Math.min(0x10ffff, decimal ? Number(decimal) : parseInt(hex, 16)))));

const bytesOf = async (file, from, to) => new DataView(await file.slice(from, to).arrayBuffer());

/* Where the part stands: { at, size, deflated }, or null. */
async function findPart(file, wanted) {
  const tail = await bytesOf(file, Math.max(0, file.size - TAIL), file.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) return null;
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (size > DIRECTORY_MOST) return null;
  const list = await bytesOf(file, start, start + size);
  for (let i = 0; i + 46 <= list.byteLength && list.getUint32(i, true) === 0x02014b50;) {
    const nameLength = list.getUint16(i + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, i + 46, Math.min(nameLength, list.byteLength - i - 46)));
    if (name === wanted) return { at: list.getUint32(i + 42, true), size: list.getUint32(i + 20, true), deflated: list.getUint16(i + 10, true) === 8 };
    i += 46 + nameLength + list.getUint16(i + 30, true) + list.getUint16(i + 32, true);
  }
  return null;
}

async function partText(file, part) {
  const local = await bytesOf(file, part.at, part.at + 30);
  const from = part.at + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  const packed = file.slice(from, from + part.size).stream();
  const reader = (part.deflated ? packed.pipeThrough(new DecompressionStream('deflate-raw')) : packed).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read(); // eslint-disable-line no-await-in-loop
    if (done) return text;
    text += value;
    if (text.length > PART_MOST) { await reader.cancel(); return ''; } // eslint-disable-line no-await-in-loop
  }
}

/** Names of the visible sheets in their order; none when the file is no such package. The server reads what is chosen. */
export async function sheetNames(file) {
  try {
    const part = await findPart(file, 'xl/workbook.xml');
    const text = part ? await partText(file, part) : '';
    return [...text.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].map(([, attributes]) => attributes)
      .filter((attributes) => !/\bstate="(hidden|veryHidden)"/.test(attributes))
      .map((attributes) => plain((/\bname="([^"]*)"/.exec(attributes) || [])[1] || '')).filter(Boolean);
  } catch {
    return [];
  }
}
