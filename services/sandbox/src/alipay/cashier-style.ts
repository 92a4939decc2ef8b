/** The cashier's style sheet: phone width first; a provider of its own, so none of the product's seal colour. */
export const CASHIER_CSS = `
:root { color-scheme: light dark; --paper: #fafbfc; --card: #fff; --ink: #1b1b1b; --soft: #62666d; --line: #e2e5ea;
  --blue: #1d5fc4; --green: #2e7d5b; --amber: #8a5a12; --demo: #fff6df; }
@media (prefers-color-scheme: dark) { :root { --paper: #14161a; --card: #1d2025; --ink: #f1f1f1; --soft: #a6abb4;
  --line: #333840; --blue: #6ea2f3; --green: #6cc29c; --amber: #e0b264; --demo: #3a311b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
header, main { max-width: 440px; margin: 0 auto; padding: 0 20px; }
header { display: flex; align-items: center; justify-content: space-between; min-height: 56px; }
h1 { font-size: 17px; margin: 0; }
header a { color: var(--blue); min-height: 44px; display: inline-flex; align-items: center; }
main { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; }
.demo { margin: 0 0 16px; padding: 6px 12px; border-radius: 8px; background: var(--demo); color: var(--amber); font-size: 14px; }
.state { margin: 0; text-align: center; font-weight: 600; }
.TRADE_SUCCESS { color: var(--green); font-size: 22px; }
.TRADE_CLOSED { color: var(--amber); }
.amount { margin: 4px 0 16px; text-align: center; font-size: 44px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
.amount span { font-size: 26px; margin-right: 4px; }
dl { margin: 0 0 20px; border-top: 1px solid var(--line); }
dl div { display: flex; gap: 16px; justify-content: space-between; padding: 10px 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); flex: none; }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
button { width: 100%; min-height: 52px; border: 0; border-radius: 10px; background: #1d5fc4; color: #fff; font: inherit; font-size: 18px; font-weight: 600; cursor: pointer; }
button:focus-visible, a:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
.next { margin: 0; text-align: center; color: var(--soft); }
@media (max-width: 480px) { main { margin: 0 12px; } }
`;
