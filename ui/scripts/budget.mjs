// Weighs the build: what the first screen loads, and every lazy chunk. Fails when a budget is exceeded.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const ENTRY_KB = 420;
const CHUNK_KB = 180;
const dist = new URL('../dist/', import.meta.url);
const html = readFileSync(new URL('index.html', dist), 'utf8');
const first = new Set([...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((found) => found[1]));
const weigh = (path) => gzipSync(readFileSync(new URL(path, dist))).length / 1024;

let entry = 0;
let failed = false;
for (const name of readdirSync(new URL('assets/', dist)).filter((name) => name.endsWith('.js'))) {
  const path = `assets/${name}`;
  const size = weigh(path);
  if (first.has(path)) {
    entry += size;
  } else if (size > CHUNK_KB) {
    failed = true;
    console.error(`${path}: ${size.toFixed(1)} kB gzip, over ${CHUNK_KB}`);
  }
}
console.log(`entry: ${entry.toFixed(1)} of ${ENTRY_KB} kB gzip`);
if (entry > ENTRY_KB || failed) process.exit(1);
