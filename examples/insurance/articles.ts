import type { ArticleOptions } from '@baton/server';

const SITE = 'https://www.tarnbrook.example/help';

/** The help pages of the insurance company that its AI answers from. */
export const ARTICLES: readonly ArticleOptions[] = [
  {
    title: 'Cancelling a policy',
    url: `${SITE}/cancelling`,
    language: 'en',
    body: `You can cancel a policy at the end of each insurance year. Your cancellation has to reach us one month before that day, in writing or by e-mail.

After a claim that we have paid, and when we raise your premium, you can cancel within one month, whatever the day.

If you have sold the insured car or moved out of the insured home, the policy ends with it: send us the contract of sale or the notice, and we pay back what you paid too much.`,
  },
  {
    title: 'Changing your address or your bank account',
    url: `${SITE}/your-details`,
    language: 'en',
    body: `Tell us your new address within two weeks of moving. You can change it under “My details” in the customer portal; it is valid from the next day on.

A new bank account is entered in the same place. For the next debit it counts when it reaches us ten days before the due date.`,
  },
  {
    title: 'Paying your premium',
    url: `${SITE}/paying`,
    language: 'en',
    body: `You can pay by direct debit, by bank transfer or by card, once a year, every half-year, every quarter or every month. Paying monthly costs 4 percent more, paying once a year nothing.

If a debit was returned, we try again after seven days. There is no charge for the first time.

If you cannot pay at the moment, write to us before the due date: instalments over six months are possible.`,
  },
  {
    title: 'Adding a driver to your car insurance',
    url: `${SITE}/drivers`,
    language: 'en',
    body: `Anybody who drives your car regularly has to be named in the policy. You add a driver in the customer portal with the name, the date of birth and the date of the licence.

For a driver under 25 the premium goes up. For a single trip of up to 14 days an additional driver is free of charge.`,
  },
  {
    title: 'No-claims discount',
    url: `${SITE}/no-claims`,
    language: 'en',
    body: `For each calendar year without a paid claim you move up one class in the no-claims discount, up to class 35. After a claim you move down as the table in your policy says.

You can buy back a small claim within six months after we have paid it: the discount then stays as it was.

A discount from another insurer is taken over. We ask the insurer for it; you need only tell us the number of the old policy.`,
  },
  {
    title: 'Driving abroad and the green card',
    url: `${SITE}/abroad`,
    language: 'en',
    body: `Your car insurance is valid in all of Europe and in the countries around the Mediterranean that are members of the green card system.

The green card is in the customer portal under “Documents”. Print it on white paper; some borders do not accept it on a phone.`,
  },
  {
    title: 'Moving home with a household policy',
    url: `${SITE}/moving`,
    language: 'en',
    body: `While you move, your belongings are covered in the old and in the new home for two months.

Tell us the living space of the new home in square metres. The premium is worked out anew from the day on which you move in.`,
  },
  {
    title: 'Documents for the tax office',
    url: `${SITE}/tax`,
    language: 'en',
    body: `A certificate of the premiums you have paid is in the customer portal from the end of February on, under “Documents”, one for each year.

Liability and accident insurance are in it. Household and vehicle insurance are not, apart from the share for liability.`,
  },
];
