// `GET /api/hosts`: what it takes and gives. A test does not compile when these drift apart from `collector/model/host-map.ts`.

import { type Static, Type } from 'typebox';
import { PercentilesSchema } from './kpi-schema.ts';
import { LIMITS } from './limits.ts';
import { Count, list, maybe, oneOf, Text, Time } from './schema-pieces.ts';

export const HostsQuerySchema = Type.Object(
  {
    capture: maybe(Type.String({ maxLength: 128, description: 'Capture id; the first one when absent' })),
    by: maybe(oneOf('alias', 'address', 'endpoint')),
    from: maybe(
      Type.String({ maxLength: 40, description: 'Transactions that began at or after: ISO 8601, UTC without offset' }),
    ),
    to: maybe(
      Type.String({ maxLength: 40, description: 'Transactions that began before: ISO 8601, UTC without offset' }),
    ),
    limit: maybe(
      Type.Integer({
        minimum: 1,
        maximum: LIMITS.hosts,
        default: LIMITS.defaultHosts,
        description: 'Hosts, those with most transactions first; of ways between them ten times as many',
      }),
    ),
  },
  { additionalProperties: false },
);
export type HostsRouteQuery = Static<typeof HostsQuerySchema>;

const Counts = (description: string) =>
  Type.Unsafe<Readonly<Record<string, number>>>(Type.Record(Text, Count, { description }));
const PingState = maybe(oneOf('up', 'down', 'unknown'));

const TRAFFIC = {
  transactions: Count,
  methods: Counts('By the method of the request'),
  codes: Counts('By final response'),
  unanswered: Type.Integer({ description: 'Transactions whose timer passed without a final response (RFC 3261 §17)' }),
  retransmissions: Count,
  response: PercentilesSchema,
  transports: list(Text),
  startTime: Time,
  endTime: Time,
};

const HostTrafficSchema = Type.Object(TRAFFIC, { title: 'HostTraffic' });

export const HostMapSchema = Type.Object(
  {
    hosts: list(
      Type.Object(
        {
          key: Type.String({ description: 'The alias, the address, or address:port' }),
          name: maybe(Text),
          addresses: list(Text),
          addressCount: Count,
          asked: Type.Integer({ description: 'Transactions that it began' }),
          got: HostTrafficSchema,
          options: PingState,
        },
        { title: 'HostNode' },
      ),
    ),
    links: list(
      Type.Object({ source: Text, destination: Text, ...TRAFFIC, options: PingState }, { title: 'HostLink' }),
    ),
    hostCount: Count,
    linkCount: Count,
    transactions: Count,
  },
  { title: 'HostMap', description: 'Who talks to whom, counted by transaction' },
);
