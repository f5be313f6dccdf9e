// What to write into a sender of HEP so that it copies its SIP to a listener of ours. Pure.

export type HepTransport = 'udp' | 'tcp' | 'tls';

export interface HepAddress {
  readonly transport: HepTransport;
  /** As written, IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
}

export interface HepSender {
  readonly id: string;
  readonly name: string;
  /** Where the lines go. */
  readonly place: string;
  readonly transports: readonly HepTransport[];
  readonly lines: (to: HepAddress) => string;
}

/** `udp:0.0.0.0:9060` → its parts; undefined when it is written otherwise. */
export function readHepAddress(line: string): HepAddress | undefined {
  const match = /^(udp|tcp|tls):(\[[0-9a-fA-F:.%]+\]|[^\s:[\]]+):(\d{1,5})$/.exec(line.trim());
  const port = Number(match?.[3]);
  const transport = HEP_TRANSPORTS.find(each => each === match?.[1]);
  if (transport === undefined || port < 1 || port > 65_535) return undefined;
  return { transport, host: match?.[2] ?? '', port };
}

export const HEP_TRANSPORTS: readonly HepTransport[] = ['udp', 'tcp', 'tls'];

/** The address a sender reaches the listener by: one that listens everywhere is reached at `host`. */
export function reachable(listener: HepAddress, host: string): HepAddress {
  const isEverywhere = ['0.0.0.0', '[::]', '*'].includes(listener.host);
  return isEverywhere ? { ...listener, host } : listener;
}

const target = (to: HepAddress): string => `${to.host}:${to.port}`;

export const HEP_SENDERS: readonly HepSender[] = [
  {
    id: 'kamailio',
    name: 'Kamailio',
    place: 'kamailio.cfg',
    transports: ['udp', 'tcp'],
    lines: to =>
      `loadmodule "siptrace.so"
modparam("siptrace", "duplicate_uri", "sip:${target(to)}${to.transport === 'udp' ? '' : `;transport=${to.transport}`}")
modparam("siptrace", "hep_mode_on", 1)
modparam("siptrace", "hep_version", 3)
modparam("siptrace", "trace_to_database", 0)
modparam("siptrace", "trace_on", 1)
modparam("siptrace", "trace_mode", 1)`,
  },
  {
    id: 'opensips',
    name: 'OpenSIPS',
    place: 'opensips.cfg; then trace("sipscope", "m", "sip") in the route',
    transports: ['udp', 'tcp', 'tls'],
    lines: to =>
      `loadmodule "proto_hep.so"
loadmodule "tracer.so"
modparam("proto_hep", "hep_id", "[sipscope_hep] ${target(to)}; transport=${to.transport}; version=3")
modparam("tracer", "trace_id", "[sipscope]uri=hep:sipscope_hep")`,
  },
  {
    id: 'freeswitch',
    name: 'FreeSWITCH',
    place: 'sofia.conf.xml, global_settings; then: sofia global capture on',
    transports: ['udp'],
    lines: to => `<param name="capture-server" value="udp:${target(to)};hep=3;capture_id=100"/>`,
  },
  {
    id: 'asterisk',
    name: 'Asterisk',
    place: 'hep.conf; modules res_hep and res_hep_pjsip',
    transports: ['udp'],
    lines: to => `[general]
enabled = yes
capture_address = ${target(to)}
capture_id = 100`,
  },
  {
    id: 'heplify',
    name: 'heplify',
    place: 'command line',
    transports: ['udp', 'tcp', 'tls'],
    lines: to => `heplify -i any -m SIP -hs ${target(to)}${to.transport === 'udp' ? '' : ` -nt ${to.transport}`}`,
  },
];
