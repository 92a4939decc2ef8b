/** antd-mobile 5 draws Toast, Dialog and Picker through ReactDOM.render, gone in React 19: give it createRoot. */
import { unstableSetRender } from 'antd-mobile';
import { createRoot, type Root } from 'react-dom/client';

const roots = new WeakMap<Element | DocumentFragment, Root>();

export function installReact19Render(): void {
  unstableSetRender((node, container) => {
    const root = roots.get(container) ?? createRoot(container);
    roots.set(container, root);
    root.render(node);
    return async () => {
      // React refuses to unmount a root while it renders: wait a turn.
      await new Promise((resolve) => setTimeout(resolve));
      root.unmount();
      roots.delete(container);
    };
  });
}
