/** The WebAssembly core, compiled from assembly/ by `npm run build:core`. Not to be edited. */
export const CORE_BASE64 =
  'AGFzbQEAAAABCgJgAn9/AGAAAX8DAwIAAQUDAQACBggBfwBBgKAECwchBAhJT19CWVRFUwMAAmlvAAEEd2lwZQAABm1lbW9yeQIAChcCDwAgAEGA' +
  'CGpBACAB/AsACwUAQYAICw==';
