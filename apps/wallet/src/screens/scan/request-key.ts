/** Where a request of a page is kept between claiming it and confirming it. */
export const requestKey = (id: string) => ['scan-request', id];
