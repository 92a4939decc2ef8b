/** The whole public interface, by domain. */
import { listOutboxMessages } from './accounts/list-outbox-messages.ts';
import { logInByCode } from './accounts/log-in-by-code.ts';
import { logInOperator } from './accounts/log-in-operator.ts';
import { logOut } from './accounts/log-out.ts';
import { logOutOperator } from './accounts/log-out-operator.ts';
import { sendLoginCode } from './accounts/send-login-code.ts';
import { showAccount } from './accounts/show-account.ts';
import { showOperator } from './accounts/show-operator.ts';
import { listProducts } from './catalogue/list-products.ts';
import { beginCertificateRequest } from './certificates/begin-certificate-request.ts';
import { finishCertificateRequest } from './certificates/finish-certificate-request.ts';
import { issueCertificates } from './certificates/issue-certificates.ts';
import { listCertificates } from './certificates/list-certificates.ts';
import { listMemberships } from './enterprises/list-memberships.ts';
import { searchEnterprises } from './enterprises/search-enterprises.ts';
import { proveIdentityByBankCard } from './identity-proofing/prove-identity-by-bank-card.ts';
import { createEncryptionKey } from './keys/create-encryption-key.ts';
import { createKey } from './keys/create-key.ts';
import { openBlinded } from './keys/open-blinded.ts';
import { showKey } from './keys/show-key.ts';
import { acceptOrder } from './orders/accept-order.ts';
import { approveOrder } from './orders/approve-order.ts';
import { createOrder } from './orders/create-order.ts';
import { editOrder } from './orders/edit-order.ts';
import { listOrderQueue } from './orders/list-order-queue.ts';
import { listOrders } from './orders/list-orders.ts';
import { refuseOrder } from './orders/refuse-order.ts';
import { revealApplicant } from './orders/reveal-applicant.ts';
import { reviewOrder } from './orders/review-order.ts';
import { showMaterial } from './orders/show-material.ts';
import { showOrder } from './orders/show-order.ts';
import { submitOrder } from './orders/submit-order.ts';
import { uploadMaterial } from './orders/upload-material.ts';
import { createPayment } from './payments/create-payment.ts';
import { showPayment } from './payments/show-payment.ts';
import { listPlatforms } from './platforms/list-platforms.ts';
import { beginScanSignature } from './scan-sessions/begin-scan-signature.ts';
import { claimScanSession } from './scan-sessions/claim-scan-session.ts';
import { downloadSealedDocument } from './scan-sessions/download-sealed-document.ts';
import { finishScanSignature } from './scan-sessions/finish-scan-signature.ts';
import { openLoginInteraction } from './scan-sessions/open-login-interaction.ts';
import { openScanSession } from './scan-sessions/open-scan-session.ts';
import { prepareScanSession } from './scan-sessions/prepare-scan-session.ts';
import { readScanDocument } from './scan-sessions/read-scan-document.ts';
import { refuseScanSession } from './scan-sessions/refuse-scan-session.ts';
import { showScanRequest } from './scan-sessions/show-scan-request.ts';
import { takeScanResult } from './scan-sessions/take-scan-result.ts';
import { watchLoginInteraction } from './scan-sessions/watch-login-interaction.ts';
import { watchScanSession } from './scan-sessions/watch-scan-session.ts';
import { listSeals } from './seals/list-seals.ts';
import { verifyDocument } from './verification/verify-document.ts';

export const contract = {
  accounts: {
    listOutboxMessages,
    logInByCode,
    logInOperator,
    logOut,
    logOutOperator,
    sendLoginCode,
    showAccount,
    showOperator,
  },
  catalogue: {
    listProducts,
  },
  certificates: {
    beginCertificateRequest,
    finishCertificateRequest,
    issueCertificates,
    listCertificates,
  },
  enterprises: {
    listMemberships,
    searchEnterprises,
  },
  identityProofing: {
    proveIdentityByBankCard,
  },
  keys: {
    createEncryptionKey,
    createKey,
    openBlinded,
    showKey,
  },
  orders: {
    acceptOrder,
    approveOrder,
    createOrder,
    editOrder,
    listOrderQueue,
    listOrders,
    refuseOrder,
    revealApplicant,
    reviewOrder,
    showMaterial,
    showOrder,
    submitOrder,
    uploadMaterial,
  },
  payments: {
    createPayment,
    showPayment,
  },
  platforms: {
    listPlatforms,
  },
  scanSessions: {
    beginScanSignature,
    claimScanSession,
    downloadSealedDocument,
    finishScanSignature,
    openLoginInteraction,
    openScanSession,
    prepareScanSession,
    readScanDocument,
    refuseScanSession,
    showScanRequest,
    takeScanResult,
    watchLoginInteraction,
    watchScanSession,
  },
  seals: {
    listSeals,
  },
  verification: {
    verifyDocument,
  },
};
export type Contract = typeof contract;
