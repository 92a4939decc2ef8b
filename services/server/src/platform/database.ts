/**
 * The database as the domains see it: one schema each, whose tables their stores declare. A change, its audit row and
 * its job go into one `inTransaction`.
 */
export {
  type Db,
  inTransaction,
  isDatabaseAway,
  migrate,
  openDatabase,
  type Tx,
  violatesUnique,
} from '@qianyin/service/database';
