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
