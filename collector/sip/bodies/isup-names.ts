// Names and words of ISUP (ITU-T Q.763): messages, parameters, and what their bits say.

/** How a message is laid out: bytes of its fixed parameters, variable ones, and whether optional ones follow (Q.763 tables 21–76). */
export interface IsupLayout {
  readonly name: string;
  readonly fixed: readonly (readonly [code: number, bytes: number])[];
  readonly variable: readonly number[];
  readonly hasOptional: boolean;
}

const layout = (
  name: string,
  fixed: IsupLayout['fixed'] = [],
  variable: readonly number[] = [],
  hasOptional = true,
): IsupLayout => ({ name, fixed, variable, hasOptional });

export const ISUP_MESSAGES: Readonly<Record<number, IsupLayout>> = {
  1: layout(
    'IAM: initial address',
    [
      [0x06, 1],
      [0x07, 2],
      [0x09, 1],
      [0x02, 1],
    ],
    [0x04],
  ),
  2: layout('SAM: subsequent address', [], [0x05]),
  3: layout('INR: information request', [[0x0e, 2]]),
  4: layout('INF: information', [[0x0f, 2]]),
  5: layout('COT: continuity', [[0x10, 1]], [], false),
  6: layout('ACM: address complete', [[0x11, 2]]),
  7: layout('CON: connect', [[0x11, 2]]),
  8: layout('FOT: forward transfer'),
  9: layout('ANM: answer'),
  12: layout('REL: release', [], [0x12]),
  13: layout('SUS: suspend', [[0x22, 1]]),
  14: layout('RES: resume', [[0x22, 1]]),
  16: layout('RLC: release complete'),
  31: layout('FAR: facility request', [[0x18, 1]]),
  32: layout('FAA: facility accepted', [[0x18, 1]]),
  33: layout('FRJ: facility reject', [[0x18, 1]], [0x12]),
  40: layout('PAM: pass-along', [], [], false),
  44: layout('CPG: call progress', [[0x24, 1]]),
  45: layout('USR: user-to-user information', [], [0x20]),
  47: layout('CFN: confusion', [], [0x12]),
  49: layout('CRG: charge information', [], [], false),
  50: layout('NRM: network resource management'),
  51: layout('FAC: facility'),
  54: layout('IDR: identification request'),
  55: layout('IRS: identification response'),
  56: layout('SGM: segmentation'),
  64: layout('LOP: loop prevention'),
  65: layout('APM: application transport'),
  66: layout('PRI: pre-release information'),
};

export const ISUP_PARAMETERS: Readonly<Record<number, string>> = {
  1: 'Call reference',
  2: 'Transmission medium requirement',
  3: 'Access transport',
  4: 'Called party number',
  5: 'Subsequent number',
  6: 'Nature of connection',
  7: 'Forward call indicators',
  8: 'Optional forward call indicators',
  9: "Calling party's category",
  10: 'Calling party number',
  11: 'Redirecting number',
  12: 'Redirection number',
  13: 'Connection request',
  14: 'Information request indicators',
  15: 'Information indicators',
  16: 'Continuity indicators',
  17: 'Backward call indicators',
  18: 'Cause indicators',
  19: 'Redirection information',
  24: 'Facility indicator',
  26: 'Closed user group interlock code',
  29: 'User service information',
  32: 'User-to-user information',
  33: 'Connected number',
  34: 'Suspend/resume indicators',
  35: 'Transit network selection',
  36: 'Event information',
  40: 'Original called number',
  41: 'Optional backward call indicators',
  42: 'User-to-user indicators',
  44: 'Generic notification',
  45: 'Call history',
  47: 'Network specific facility',
  49: 'Propagation delay counter',
  52: 'User teleservice information',
  56: 'Message compatibility',
  57: 'Parameter compatibility',
  61: 'Hop counter',
  63: 'Location number',
  120: 'Application transport',
  192: 'Generic number',
  193: 'Generic digits',
};

export const NATURES: Readonly<Record<number, string>> = {
  1: 'subscriber number',
  2: 'unknown',
  3: 'national',
  4: 'international',
};
export const PLANS: Readonly<Record<number, string>> = { 1: 'E.164', 3: 'X.121', 4: 'F.69' };
export const PRESENTATIONS = ['presentation allowed', 'presentation restricted', 'address not available', ''] as const;
export const SCREENINGS = [
  'user provided, not verified',
  'user provided, verified',
  'user provided, verification failed',
  'network provided',
] as const;
export const CATEGORIES: Readonly<Record<number, string>> = {
  0: 'unknown',
  1: 'operator, French',
  2: 'operator, English',
  3: 'operator, German',
  4: 'operator, Russian',
  5: 'operator, Spanish',
  9: 'national operator',
  10: 'ordinary subscriber',
  11: 'subscriber with priority',
  12: 'data call',
  13: 'test call',
  15: 'payphone',
};
export const MEDIA: Readonly<Record<number, string>> = {
  0: 'speech',
  2: '64 kbit/s unrestricted',
  3: '3.1 kHz audio',
  6: '64 kbit/s preferred',
  7: '2 × 64 kbit/s unrestricted',
  8: '384 kbit/s unrestricted',
  9: '1536 kbit/s unrestricted',
  10: '1920 kbit/s unrestricted',
};
export const EVENTS: Readonly<Record<number, string>> = {
  1: 'alerting',
  2: 'progress',
  3: 'in-band information is available',
  4: 'forwarded on busy',
  5: 'forwarded on no reply',
  6: 'forwarded unconditionally',
};
export const LOCATIONS: Readonly<Record<number, string>> = {
  0: 'user',
  1: 'private network of the local user',
  2: 'public network of the local user',
  3: 'transit network',
  4: 'public network of the remote user',
  5: 'private network of the remote user',
  7: 'international network',
  10: 'network beyond an interworking point',
};
export const REDIRECTIONS: Readonly<Record<number, string>> = {
  0: 'unknown',
  1: 'busy',
  2: 'no reply',
  3: 'unconditional',
  4: 'deflection during alerting',
  5: 'deflection at once',
  6: 'mobile not reachable',
};
