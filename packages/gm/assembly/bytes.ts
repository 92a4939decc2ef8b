/** Patterns of sixteen bytes, in memory: written out as constants they would fill the code. */

/** The lower half of every byte. */
export const NIBBLES = memory.data<u8>([15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15], 16);

/** For i8x16.swizzle: the bytes of four words, and of all sixteen, in reverse order. */
export const WORDS_REVERSED = memory.data<u8>([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12], 16);
export const REVERSED = memory.data<u8>([15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], 16);
