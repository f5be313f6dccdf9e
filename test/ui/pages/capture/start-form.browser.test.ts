import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { InterfaceList } from '../../../../server/wire/protocol.ts';
import type { StartForm } from '../../../../ui/pages/capture/start-form.ts';
import type { Errand } from '../../../../ui/state/app-state.ts';
import type { ErrandOrder } from '../../../../ui/state/errands.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/capture/start-form.ts';

afterEach(unmount);

const LIST: InterfaceList = {
  items: [
    { name: 'any', addresses: [], isUp: true, isLoopback: false, isAny: true },
    { name: 'eth0', addresses: ['10.0.0.7', 'fe80::1'], isUp: true, isLoopback: false, isAny: false },
    { name: 'wlan0', addresses: [], isUp: false, isLoopback: false, isAny: false },
  ],
  engines: [
    { name: 'cap', problem: { code: 'SIPA_NO_CAP', message: 'cap is not built.', hint: '' } },
    { name: 'tcpdump' },
  ],
};
const IDLE: Errand = { isBusy: false, problem: undefined };

async function form(errand: Errand = IDLE, host = 'localhost') {
  const interfaces = { id: 'interfaces', value: LIST, problem: undefined };
  const element = await mount<StartForm>(
    html`<start-form .interfaces=${interfaces} .errand=${errand} .host=${host}></start-form>`,
  );
  const orders = heard<ErrandOrder>(element, 'errand');
  const check = async (at: number): Promise<void> => {
    inside(element, '.interface input')[at]?.click();
    await drawn(element);
  };
  const press = async (text: string): Promise<void> => {
    inside(element, 'button')
      .find(button => textOf(button) === text)
      ?.click();
    await drawn(element);
  };
  const type = async (selector: string, value: string): Promise<void> => {
    const input = inside(element, selector)[0];
    if (!(input instanceof HTMLInputElement)) throw new Error(`there is no ${selector}`);
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await drawn(element);
  };
  return { element, orders, check, press, type };
}

describe('the form', () => {
  test('lists interfaces with their addresses, and which are down', async () => {
    const { element } = await form();
    expect(inside(element, '.interface').map(textOf)).toEqual([
      'any every interface',
      'eth0 up 10.0.0.7 fe80::1',
      'wlan0 down no address',
    ]);
  });
  test('sends what was chosen, and an engine that works', async () => {
    const { orders, check, press, type } = await form();
    await check(1);
    await type('#filter', ' port 5060 ');
    await type('#buffer', '32');
    await press('Start recording');
    const plan = {
      interfaces: ['eth0'],
      filter: 'port 5060',
      promiscuous: true,
      engine: 'tcpdump',
      bufferMegabytes: 32,
    };
    expect(orders).toEqual([{ verb: 'record', plan }]);
  });
  test('takes any in place of single interfaces, and the other way round', async () => {
    const { element, check } = await form();
    const checked = () =>
      inside(element, '.interface input').map(box => box instanceof HTMLInputElement && box.checked);
    await check(1);
    await check(0);
    expect(checked()).toEqual([true, false, false]);
    await check(2);
    expect(checked()).toEqual([false, false, true]);
  });
  test('says what is missing instead of sending nothing', async () => {
    const { element, orders, press } = await form();
    await press('Start recording');
    expect(orders).toEqual([]);
    expect(textOf(inside(element, '.missing')[0])).toContain('Choose an interface or add a HEP listener');
  });
  test('tells why an engine cannot be used', async () => {
    const { element } = await form();
    expect(textOf(inside(element, '.why')[0])).toBe('cap is not built.');
    expect(inside(element, '[type=radio]').map(radio => radio.hasAttribute('disabled'))).toEqual([true, false]);
  });
  test('names every control', async () => {
    const { element, press } = await form();
    await press('Add a listener');
    const unnamed = inside(element, 'input, select, button, copy-button').filter(control => {
      const labels =
        control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control.labels : null;
      const name = `${control.getAttribute('aria-label') ?? ''}${textOf(control)}${textOf(labels?.[0])}${Reflect.get(control, 'label') ?? ''}`;
      return name === '';
    });
    expect(unnamed).toEqual([]);
  });
});

describe('a HEP listener', () => {
  test('shows what to write into the sender, with an address others can reach', async () => {
    const { element, press } = await form();
    await press('Add a listener');
    expect(inside(element, '.config pre')[0]?.textContent).toContain('sip:10.0.0.7:9060');
  });
  test('is reached by the name in the address bar when that is not this host alone', async () => {
    const { element, press } = await form(IDLE, 'sniffer.example');
    await press('Add a listener');
    expect(inside(element, '.config pre')[0]?.textContent).toContain('sip:sniffer.example:9060');
  });
  test('is sent alone, without an interface', async () => {
    const { orders, press } = await form();
    await press('Add a listener');
    await press('Start recording');
    expect(orders).toMatchObject([{ plan: { interfaces: [], hep: ['udp:0.0.0.0:9060'] } }]);
  });
  test('that is written wrong is not sent, and the field says how to write it', async () => {
    const { element, orders, press, type } = await form();
    await press('Add a listener');
    await type('.listener input', '9060');
    await press('Start recording');
    expect(orders).toEqual([]);
    expect(textOf(inside(element, '.wrong')[0])).toContain('udp:0.0.0.0:9060');
    expect(inside(element, '.listener input')[0]?.getAttribute('aria-invalid')).toBe('true');
  });
});

describe('a refusal', () => {
  const problem = { code: 'SIPA_FILTER_WRONG', message: "syntax error at 'andd'", hint: '', position: 10, length: 4 };
  test('of the filter is marked at its place, below the field, while the filter stands', async () => {
    const { element, check, press, type } = await form();
    await check(1);
    await type('#filter', 'port 5060 andd host a');
    await press('Start recording');
    element.errand = { isBusy: false, problem };
    await drawn(element);
    expect(inside(element, '.caret')[0]?.textContent).toBe('port 5060 andd host a\n          ^^^^');
    expect(textOf(inside(element, '#filter-problem')[0])).toContain("syntax error at 'andd'");
    await type('#filter', 'port 5060 and host a');
    expect(inside(element, '.caret')).toHaveLength(0);
  });
  test('of anything else stands above the buttons, in the server’s words', async () => {
    const { element } = await form({
      isBusy: false,
      problem: { code: 'SIPA_NO_RIGHTS', message: 'No right.', hint: 'Run it as root:   sudo sipscope live' },
    });
    expect(textOf(inside(element, '.problem')[0])).toContain('Recording did not start No right.');
    expect(inside(element, '.problem copy-button')).toHaveLength(1);
  });
  test('while it is on its way cannot be sent again', async () => {
    const { element } = await form({ isBusy: true, problem: undefined });
    expect(inside(element, '[type=submit]')[0]?.hasAttribute('disabled')).toBe(true);
  });
});
