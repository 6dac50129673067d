// Codes of starting the desk; what it refuses once it answers is the contract's.

import { defineCodes } from '@manumit/base'

export const serverCodes = defineCodes({
  E_PORT_BUSY: {
    severity: 'refusal',
    summary:
      'Another program answers at port {port} of this machine; perhaps Manumit is running already. Choose another one with --port.',
  },
  E_PORT_REFUSED: {
    severity: 'refusal',
    summary: 'The system does not let this program answer at {address}, port {port}: {reason}.',
  },
  E_TLS_REQUIRED: {
    severity: 'refusal',
    summary:
      'Beyond this machine everything said would be open to the network. Give --tls-cert and --tls-key, or leave out --host and --listen.',
  },
  E_TLS_HOST: {
    severity: 'refusal',
    summary: 'Say with --host by which name others reach this machine; passkeys and cookies hold to it.',
  },
  E_TLS_FILES: { severity: 'refusal', summary: 'Certificate and key could not be used: {reason}.' },
})
