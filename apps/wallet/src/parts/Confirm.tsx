/** A question before what cannot be undone: the consequence in words, and a second, different action. */
import { Dialog } from 'antd-mobile';

export interface ConfirmProps {
  open: boolean;
  title: string;
  /** What will happen, and to what. */
  consequence: string;
  action: string;
  cancel: string;
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({ open, title, consequence, action, cancel, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog
      visible={open}
      // Over everything: drawn in place, it would lie below a bar that sticks to the window's edge.
      getContainer={() => document.body}
      title={title}
      content={consequence}
      closeOnAction
      onClose={onClose}
      actions={[
        [
          { key: 'cancel', text: cancel },
          { key: 'confirm', text: action, bold: true, danger: true, onClick: onConfirm },
        ],
      ]}
    />
  );
}
