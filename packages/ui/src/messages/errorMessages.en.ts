/** The same messages in English; see errorMessages.zh.ts for the notation. */
import type { ErrorCode } from '@qianyin/contract';
import type { LocalCode } from './errorMessages.zh.ts';

export const errorMessagesEn: Record<ErrorCode | LocalCode, string> = {
  'network/unreachable':
    'The server cannot be reached. Check the network and try again; nothing already submitted is lost.',
  'page/unexpected':
    'Something unexpected went wrong on this page. Reload and try again; if it keeps happening, tell support the code below.',

  'request/invalid': 'Some of what was entered is not right. Correct the marked fields and submit again.',
  'request/too-large': 'What was sent is too large[; the limit is {{maxBytes}}]. Choose a smaller file.',
  'request/rate-limited':
    'Too many requests. [At most {{openOrders}} applications may be open; finish one or wait for its outcome. ]Try again later[ (in {{waitSeconds}})].',
  'request/not-found': 'There is no such page or interface. Check the address or go back to the start page.',
  'server/internal':
    'The server failed and the action was not completed. Try again later; if it keeps happening, contact support.',
  'server/unavailable': 'The service is not available right now and the action was not completed. Try again shortly.',

  'auth/required': 'You are not logged in. Log in first.',
  'auth/session-expired': 'Your login has expired. Log in again; note down anything you had not saved.',
  'auth/proof-invalid':
    'It could not be confirmed that this device sent the request. Check that the clock of the phone is right, then log in again.',
  'auth/proof-replayed': 'This request had been used once already and was refused for safety. Try again.',
  'auth/csrf': 'The page is out of date and the action was not carried out. Reload the page and try again.',
  'auth/role-missing': 'Your role does not include this. Ask an administrator if you need it.',

  'accounts/code-too-soon': 'A code was sent just now. Wait a little[ ({{waitSeconds}})] before asking for another.',
  'accounts/code-limit': 'This phone number has used up its codes for now. Try again later[ (in {{waitSeconds}})].',
  'accounts/code-wrong': 'The code is not right. Check the newest message[; tries left: {{triesLeft}}].',
  'accounts/code-expired': 'The code has expired. Ask for a new one.',
  'accounts/code-tries-used': 'Too many wrong codes; this one is void. Ask for a new one.',
  'accounts/password-wrong': 'The name or the password is not right. Check both and try again.',
  'accounts/login-locked':
    'Too many wrong passwords; the account is locked for now. Try again later[ (in {{minutes}} minutes)] or ask an administrator.',
  'accounts/outbox-closed': 'Messages go out by the carrier; the outbox on this machine is closed. Look at your phone.',

  'identity-proofing/required': 'Identity proofing comes first. Complete it under “Me”, then continue.',
  'identity-proofing/mismatch':
    'The four items do not match. Check name, ID number, card number and the phone number kept at the bank[; tries left: {{triesLeft}}].',
  'identity-proofing/already-done': 'Your identity is already proved; nothing to repeat.',
  'identity-proofing/identity-taken':
    'This ID number is proved under another account. Log in with the earlier phone number or contact support.',
  'identity-proofing/provider-unavailable':
    'The proofing provider is not available right now. This try did not count; try again later.',
  'identity-proofing/tries-used': 'The tries are used up. Try again later[ (in {{waitSeconds}})] or contact support.',

  'catalogue/product-unknown': 'There is no such certificate; it may have been withdrawn. Go back and choose again.',

  'enterprises/name-mismatch':
    'This unified social credit code is registered under another name[: {{registeredName}}]. Check the full name on the licence.',
  'enterprises/already-claimed':
    'This enterprise is already claimed, and each has one administrator. Ask the administrator of your unit.',

  'orders/not-found': 'This application was not found. It may belong to another account; go back to the list.',
  'orders/not-editable': 'The application is submitted and cannot be changed. Wait for the outcome.',
  'orders/incomplete': 'The application is not complete. Fill in what is required, then submit.',
  'orders/not-submitted': 'The application is not submitted, or was sent back. Wait until the applicant submits it.',
  'orders/not-accepted': 'The application is not accepted yet and cannot be audited. Acceptance comes first.',
  'orders/changed':
    'The applicant handed the application in again after you opened it, so it may differ. The page was refreshed: please review it again before you decide.',
  'orders/already-decided':
    'Somebody else[ ({{by}})] has just decided this application; your action was not carried out. The page now shows the latest state.',
  'orders/same-operator':
    'Acceptance and audit must be done by two people: you accepted this application, so a colleague must audit it.',
  'orders/claim-pending':
    'An application to claim this enterprise is already in progress. Look for it among your applications and wait for its outcome.',
  'orders/material-not-found': 'This material was not found; it may have been replaced. Reload the page.',
  'orders/material-type': 'Only PDF, PNG or JPEG files can be uploaded. Convert the file and upload it again.',
  'orders/material-unreadable':
    'The file cannot be opened; it may be damaged or have a password. Scan or export it again and upload.',

  'payments/not-due': 'Nothing is due for this application right now. Reload to see its progress.',
  'payments/already-paid': 'This application is already paid. Do not pay again.',
  'payments/provider-unavailable': 'Alipay cannot open a payment right now; nothing was charged. Try again later.',
  'payments/notice-invalid': 'The payment notice has an invalid signature and was refused.',
  'payments/amount-mismatch':
    'The amount paid differs from the amount due[ ({{expectedCents}})] and was refused. Contact support.',

  'keys/not-found': 'The key of this certificate was not found. It may live on another phone; use that one.',
  'keys/exists': 'The key of this application already exists. Continue with the next step.',
  'keys/proof-invalid':
    'The key check between phone and server failed and the action was stopped. Try again; if it keeps happening, contact support.',
  'keys/pin-wrong': 'The PIN is not right.[ Tries left: {{triesLeft}}.] When none is left the certificate is locked.',
  'keys/locked': 'Too many wrong PINs: the certificate is locked and cannot sign any more. Contact support.',
  'keys/clone-detected': 'A copy of this certificate was used elsewhere; it is locked for safety. Contact support now.',
  'keys/ceremony-stale': 'This signature has expired or was replaced by a newer one. Start again.',
  'keys/device-mismatch': 'This certificate is bound to another phone. Use that one.',
  'keys/signer-unavailable':
    'The signing service is not available right now. Nothing was signed and no PIN try was counted. Try again later.',

  'certificates/not-found': 'This certificate was not found. Reload the list.',
  'certificates/not-payable': 'The application is not paid, so the certificate cannot be fetched. Pay first.',
  'certificates/request-missing': 'There is no certificate request yet. Start again from “Fetch certificate”.',
  'certificates/request-invalid': 'The certificate request failed its check. Fetch the certificate again.',
  'certificates/lint-failed':
    'The certificate failed the check before issuing, so it was not issued. Contact support; do not pay again.',
  'certificates/already-issued': 'The certificate is already issued; nothing to repeat.',
  'certificates/not-usable': 'This certificate has expired or was revoked. Choose another one.',

  'seals/not-found': 'This seal was not found. Reload and choose again.',

  'platforms/client-unknown':
    'The credentials of the trading platform are not valid. Contact the platform’s engineers.',
  'platforms/origin-not-registered':
    'This address is not registered for the trading platform and was refused. Beware of imitations.',
  'platforms/redirect-not-registered':
    'The platform’s return address is not registered and was refused. Contact the platform’s engineers.',
  'platforms/kind-not-allowed': 'The platform may not use this function. Contact the platform’s engineers.',

  'scan/not-found': 'No request belongs to this QR code. Reload the page on the computer and scan again.',
  'scan/code-wrong': 'The QR or typed code is not right. Use what the computer is showing now.',
  'scan/code-expired': 'The QR code has moved on. Scan the one the computer is showing now.',
  'scan/expired': 'This request has expired. Reload the QR code on the computer and scan again.',
  'scan/taken': 'Another phone has scanned this QR code. If that was not you, reload it on the computer.',
  'scan/number-wrong':
    'The number chosen is not the one on the computer; the request is void. Start again on the computer and check its address.',
  'scan/not-waiting': 'This request is already settled. Look at the computer for its outcome.',
  'scan/not-confirmed': 'The phone has not confirmed yet. Confirm on the phone first.',
  'scan/result-taken': 'The result was already taken once. Start again.',
  'scan/result-token-wrong': 'No result was found for this request. Use the browser that started it.',
  'scan/certificate-not-eligible':
    'This certificate does not meet the platform’s requirements. Choose a valid one of the right unit.',
  'scan/document-not-found': 'The document to seal was not found. Start again on the computer.',
  'scan/typed-code-tries-used': 'Too many tries; this code is void. Reload the page on the computer and try again.',

  'documents/not-a-pdf': 'This is not a PDF file. Choose a PDF.',
  'documents/pdf-encrypted': 'The PDF has a password and cannot be processed. Remove the password and choose it again.',
  'documents/pdf-unreadable': 'The PDF is damaged and cannot be read. Export it again and retry.',
  'documents/pdf-active-content':
    'The file holds scripts or actions, so what is seen could differ from what is signed. Export it as a plain PDF and try again.',
  'documents/pdf-locked': 'The file was certified against any change and cannot be sealed.',
  'documents/place-off-page':
    'The seal would lie partly off the page. Place it wholly on the page (a company seal is 42 mm wide) and try again.',
  'documents/page-missing':
    'The page chosen is not in the document[, which has {{pages}}]. Choose the place of the seal again.',
  'documents/too-many-pages': 'The PDF has too many pages[; the limit is {{pages}}]. Split it and try again.',
};
