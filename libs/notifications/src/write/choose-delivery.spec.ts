import { describe, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { delivery } from '../delivery.js';
import { grace, linus } from '../inbox.fixture.js';
import { chooseDelivery } from './choose-delivery.js';
import { unsubscribe } from './unsubscribe.js';

const spec = deciderSpec(delivery);
const chosen = (kind: 'disk-due' | 'pause-due', wanted: boolean) =>
  ({ type: 'DeliveryChosen', data: { channel: 'email', kind, wanted } }) as const;
const unsubscribed = (...kinds: ('disk-due' | 'pause-due')[]) =>
  ({ type: 'DeliveryUnsubscribed', data: { channel: 'email', kinds } }) as const;
const byLink = { actor: 'system:unsubscribe-link' };

describe('rule 12, e-mail: choose what one is told', () => {
  const choose = (kinds: object) => ({ userId: grace, kinds });

  test('kind by kind; the others stay as they are', () => {
    spec
      .given()
      .when(chooseDelivery, choose({ 'disk-due': true, 'pause-due': false }), { actor: grace })
      .then([chosen('disk-due', true), chosen('pause-due', false)]);
    spec
      .given(chosen('disk-due', true), chosen('pause-due', false))
      .thenState({ 'disk-due': true, 'pause-due': false });
  });

  test('what is so already changes nothing', () =>
    spec
      .given(chosen('disk-due', true))
      .when(chooseDelivery, choose({ 'disk-due': true }), { actor: grace })
      .thenNothing());

  test('not for somebody else', () =>
    spec
      .given()
      .when(chooseDelivery, choose({ 'disk-due': true }), { actor: linus })
      .thenRejected('forbidden'));
});

describe('rule 12, e-mail: unsubscribe by the link of a message', () => {
  const leave = { userId: grace, kinds: ['disk-due', 'pause-due'] } as const;

  test('from what the message tells of, whether it was chosen or is the default', () =>
    spec
      .given(chosen('disk-due', true))
      .when(unsubscribe, leave, byLink)
      .then([unsubscribed('disk-due', 'pause-due')]));

  test('twice is once, and what was left out is left alone', () => {
    spec.given(unsubscribed('disk-due', 'pause-due')).when(unsubscribe, leave, byLink).thenNothing();
    spec
      .given(chosen('pause-due', false))
      .when(unsubscribe, leave, byLink)
      .then([unsubscribed('disk-due')]);
  });

  test('it can be chosen again', () =>
    spec
      .given(unsubscribed('disk-due'))
      .when(chooseDelivery, { userId: grace, kinds: { 'disk-due': true } }, { actor: grace })
      .then([chosen('disk-due', true)]));

  test('a person chooses in the settings', () =>
    spec.given().when(unsubscribe, leave, { actor: grace }).thenRejected('forbidden'));
});
