/** Ends the process when the launcher that started it is gone: nothing of the system survives its terminal. */

/** Calls `gone` once when the parent differs from the one named in QY_PARENT_PID. Without the variable it does nothing. */
export function watchParent(parentPid: string | undefined, gone: () => void): void {
  if (!parentPid) return;
  const timer = setInterval(() => {
    if (String(process.ppid) === parentPid) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}
