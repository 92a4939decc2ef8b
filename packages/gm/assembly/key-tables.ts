/**
 * Tables of the public keys that verify again and again (authorities, OCSP responders, platforms): the one that was used longest
 * ago makes room. Memory is bounded: 64 keys are remembered, 8 have a table. Keys are public, so nothing here is constant-time.
 */

import { buildTable, TABLE } from './base-table';
import { readPoint } from './point';

/** A table costs as much as about twenty verifications without one. */
const USES: i32 = 20;
const KEYS: i32 = 64;
const TABLES: i32 = 8;

/** A record: 64 bytes of key, how often it was used, its table's number plus one, when it was used last. */
const RECORD: i32 = 80;
const RECORDS = memory.data(5120, 16);
const SLOTS = memory.data(880640, 16);

/** Of 64 bits: one of 32 comes round in a day of verifying, and then the newest would count as the oldest. */
let clock: i64 = 0;

/** The table of the key X‖Y, or 0: then it is not known to be a point either. Counts the use. */
export function keyTable(key: usize): usize {
  const record = find(key);
  clock++;
  store<i64>(record, clock, 72);
  const slot = load<i32>(record, 68);
  if (slot !== 0) return SLOTS + (slot - 1) * TABLE;
  const uses = load<i32>(record, 64) + 1;
  store<i32>(record, uses, 64);
  if (uses < USES) return 0;
  if (!readPoint(key)) return 0;
  const table = freeSlot();
  store<i32>(record, table, 68);
  buildTable(SLOTS + (table - 1) * TABLE);
  return SLOTS + (table - 1) * TABLE;
}

/** The key's record; a new one takes the place of the oldest, and frees its table. */
function find(key: usize): usize {
  let oldest = RECORDS;
  for (let record = RECORDS; record < RECORDS + KEYS * RECORD; record += RECORD) {
    if (load<u64>(record) === load<u64>(key) && load<i64>(record, 72) !== 0 && memory.compare(record, key, 64) === 0)
      return record;
    if (load<i64>(record, 72) < load<i64>(oldest, 72)) oldest = record;
  }
  memory.fill(oldest, 0, RECORD);
  memory.copy(oldest, key, 64);
  return oldest;
}

/** The number plus one of a table that nobody has, or that was used longest ago. */
function freeSlot(): i32 {
  let taken: u32 = 0;
  let oldest: usize = 0;
  for (let record = RECORDS; record < RECORDS + KEYS * RECORD; record += RECORD) {
    const slot = load<i32>(record, 68);
    if (slot === 0) continue;
    taken |= 1 << (slot - 1);
    if (oldest === 0 || load<i64>(record, 72) < load<i64>(oldest, 72)) oldest = record;
  }
  const free = <i32>ctz(~taken);
  if (free < TABLES) return free + 1;
  const slot = load<i32>(oldest, 68);
  store<i32>(oldest, 0, 68);
  store<i32>(oldest, 0, 64);
  return slot;
}
