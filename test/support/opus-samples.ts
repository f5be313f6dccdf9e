// 25 packets of 20 ms that libopus made of a 1 kHz tone (amplitude a quarter of full scale), each behind its length in two bytes.
//   sox -n -r 48000 -b16 -c1 t.wav synth 0.6 sine 1000 gain -12; ffmpeg -i t.wav -c:a libopus -b:a 24k t.opus

const PACKETS = [
  'AFJ4gz4ctI/69Sx4yBXWfQKZoXbupHBkL4n492XOV+Z69n7yyTmOcIMn7/Q88pYUAgQ9p0IR02zJ/fbv4XnAOm+vW+O+gbZE5pEEg/nkTXCAUx',
  'WuAD54o0EDmai8v1bWzsllpUSoVOBc+r4Q+83oxrQzfbSgjud473iUCSxE19xFKzCa14O6zAezRpmVaQ8VDmes0gBBeJ1pyMyvG+7Gfi22P1hp',
  '/6j3pwWKtQqQWgctckZkwr9xVYJc2RIjYfBsXFYC9qDccTfirBCI/G1TN7m3zGjrl2AAP3ick95DlC03PKTbYWv+47Pm0nHPSK3P6pZuUspywu',
  'gl9qoMuhw1FAhv8QILrRBIa4f50kQLnSq6YKrmzNFbHwA9eJyT3kOULTc8pNfTA6+UahGnL7ZViypHQwjQ89oOAC0BNB8rtaEwb661/PocViaZ',
  'CeNXdjwgvTLwULeFVABCeJyT3kOULTc8pNfTA8BtZLjVxV6vp9uuiwpv33TlJq/SKFfLQcNY+VSWWp+GU7sOjyVmX1vUlHcZjBU1Ii36ZitpAE',
  'F4nJPeQ5QtNzyk2QJ/jwtDFma+eVeMjbNrPeMxRxeiLwnVID1WTz5UTA23xowkL2xxCrey5rSKSr69PfcAKGrBVgBCeJyT3kOULTc8pNthbZSD',
  'Lw4Q9i84ByCg90qvKT69bEDRDvVPL9glBfht4U7QVZfDGc5MvdVejYKM2dMX2z7GMeJYAD14nJPeQ5QtNzyk2QJ9h2S/9+aw9r9E779lRkWtES',
  'lwLZ0K7xOPy1gXA3YmJvDDeOnBMMfC1aWm30LZW8ZWAD94nJPeQ5QtNzyk2jH1eNqq5lDcBWazgCXoYn6z6iJF5tzYTnRI+2T/hzEBpnd4b0uW',
  'UGfeO8K+mS0/ToMNcW8AQ3ick95DlC03PKTZP+ssQ3Z1zv4tXzaUrlNZhKlMbEgOiMHXVQyTpiVpCi9etTntpy1u+X0KbeWJeBypdt61zEiN5W',
  'EAQ3ick95DlC03PKTZGQRwxcvej4j291+IxL+Uf/ROnv8PPqfmWRotMKNwEW8PSCoVYu3FR6Puu+3BYe73/po6wBS9mU8AQHick95DlC03PKTX',
  '0wNVq42t2vLD8mqRXdHG5NmZRTz0dwyWItRJSXfRsykC4PoJ/u8BENkASTc5G7mLNYfi+GcAP3ick95DlC03PKTX05FS4Ol/vjZB/L7jMiEadh',
  'ppIHb6oVlET60KYQys8Mz6ssjEyxoxrYsTF4VZN+h1NjHWaABCeJyT3kOULTc8pNthbZSEbx2EcSKN26WJv26oDMD1BumWBaQrGUZONJ9ii65y',
  'jSeGgLZZfycvsBaBTJ5lrKDVLi5PAEB4nJPeQ5QtNzyk22Frwhfq7EnYYx6DW7pqcwdmOhLB8hfN9Dq6gqnf9wyJIXSmBpRiKRkAKoIZfnmkMP',
  'LWtstWAEF4nJPeQ5QtNzyk22FrUxdy90yTJ7TY4AcsCeCDpgMtB3kfhNWf1EWWP+1STeQtflsL7WIjWzABV9eiKbXOYvMyVwA+eJyT3kOULTc8',
  'pNkZBDfLkkt0B6eFpPOelspk5QTEhUkQCICd4sBO4Dw16pJUkjco5D9HNrdyL29PSTnQY18APXick95DlC03PKTbYW+NHb1aAITZ4w0CxuyEnB',
  'HpIX1cFUjAla5rsubClGkNkBo838w16wTJQldbjDHY4k4APnick95DlC03PKTX0wX3kPJDmCTuOYXNl944jQRnXikL+lxWM4GgsO2G3TKipUmh',
  'YEqGXTa5UdQ13kEXVLRwAEN4nJPeQ5QtNzyk19SLaDgVcVjrk2c0+SKZrflWwkJZ5gu08e+hE137SEuPI/ngyms6KLENVAIX96NyDt6+QKpNeG',
  'tYAD54nJPeQ5QtNzyk2QF2rcsy7t+hkO1fJoiVNhvnUuaYA7VDcdTovkb1ssMOCEL/rd1pMDatQOxwLrhMq3QuXwBMeJ6yKcEY0I36ZB/AB7dk',
  'mL9zW/6TJIb554yw1NlG+gQ3HBx9Qz37teH262holGUHojFHqaXsZGr7Q8VlLp1xFt2zSE7i+zHJPQwGXABGeJ6yKcEY0I0s3xE7NE/iGZPFke',
  'bgDHsGiG30U9raQ+HEIPWfeYLdloNUldjWFR/oJpiJmLZ8P4HrJD0Lmqygnv4v/ZnVVwBneJ6yKcEY0I0snLxnqSrnlJWePJygkRD0qRQDEYmF',
  'pa3+f8LoFgXiKmSowUnoGtnBAi64+Zmpz5ZCpk6JRKrGOj2eFzCu/ZRXcmweZDr8ToxhLF/fAfh4EZqyN92n7xHF7QsRK9RCcQ==',
].join('');

export function opusPackets(): Uint8Array[] {
  const bytes = Buffer.from(PACKETS, 'base64');
  const packets: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 + bytes.readUInt16BE(at);
    packets.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return packets;
}
