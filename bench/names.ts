const split = (text: string): string[] => text.split(',').map((part) => part.trim());

/** Family and given names of one culture, the frequent ones first. */
export const CULTURES = [
  {
    share: 0.45,
    family: split(
      'Smith, Jones, Brown, Wilson, Taylor, Martin, Clark, Walker, Young, King, Hill, Baker, Turner, Parker, Morris, Cook, Bell, ' +
        'Ward, Cox, Gray, Watson, Price, Bennett, Foster, Sanders, Barnes, Ross, Henderson, Coleman, Jenkins, Perry, Powell, ' +
        'Patterson, Hughes, Simmons, Bryant, Russell, Griffin, Hayes, Hamilton, Graham, Sullivan, Wallace, Woods, West, Jordan, ' +
        'Fitzgerald, McDonald, O’Brien, O’Connor, MacLeod, Ellaway, Hodges, Regehr, Eva, Norcini, Dornan, Cleland, Bleakley, ' +
        'Lingard, Ginsburg, Kuper, Whitehead, Hafferty, Cassidy, Pritchard, Lockwood, Ashworth, Thornbury, Wexler, Smith-Jones',
    ),
    given: split(
      'John, Mary, James, Sarah, David, Susan, Michael, Karen, Robert, Linda, Peter, Anna, Paul, Jane, Mark, Julie, Andrew, Emma, ' +
        'Stephen, Helen, Kevin, Laura, Brian, Rachel, Simon, Claire, Ian, Fiona, Graham, Alison, Neil, Heather, Trevor, Imogen, ' +
        'Mary-Ann, Rupert, Lorelei, Duncan, Tabitha, Alastair, Thomas, Patricia, William, Jennifer, Richard, Barbara, Daniel, Nancy, ' +
        'Matthew, Margaret, Anthony, Ruth, Steven, Deborah, Timothy, Sharon, Gregory, Kathryn, Edward, Wendy, Philip, Joanna, Hugh, ' +
        'Gillian, Colin, Beverley, Oliver, Frances, Adrian, Vivian, Leonard, Eleanor, Malcolm, Ursula, Nigel, Yvonne, Zachary, Quentin',
    ),
  },
  {
    share: 0.25,
    family: split(
      'Müller, Schäfer, Weiß, Köhler, Hofmann, Vogel, Lindqvist, Åkesson, Sørensen, Østergaard, van den Berg, van der Vleuten, ' +
        'de Vries, ten Cate, Van den Broeck, de la Cruz, García López, Fernández-Ríos, Muñoz, Núñez Castro, da Silva, dos Santos, ' +
        'D’Angelo, Di Stefano, Rossi, Esposito, Lefèvre, Dubois, Gagnon, Tremblay, Nowak, Wójcik, Horváth, Novák, Papadopoulos, ' +
        'Driessen, Scherpbier, Dolmans, Frambach, Teunissen, Bombeke, Vandenbroucke, Oliveira, Carvalho, Zuniga',
    ),
    given: split(
      'Hans, Anna, Jürgen, Käthe, Lars, Søren, Jan, Marieke, Cees, Pieter, José, María, Juan, Lucía, Jean-Pierre, Marie-Claire, ' +
        'François, Élodie, Giovanni, Francesca, João, Ana, Piotr, Agnieszka, László, Zsófia, Nikolaos, Eleni, Björn, Åsa, ' +
        'Anne-Marie, Karl-Heinz, Lambert, Diederik, Miguel, Pilar, Rafael, Inés, Teresa, Vítor, Carlos, Rosa, Uwe, Renate, Matthias, ' +
        'Ingrid, Bruno, Chantal, Guillaume, Odile, Olivier, Sylvie, Marek, Katarzyna, Tomasz, Ewa, Gábor, Ildikó, Dimitrios, Vasiliki, ' +
        'Kristof, Griet, Joris, Wiebke, Torsten, Henrik, Mette, Jens, Birgitta, Gunnar, Paolo, Chiara, Davide, Silvia, Fabrizio, Ornella',
    ),
  },
  {
    share: 0.3,
    family: split(
      'Wang, Li, Zhang, Liu, Chen, Yang, Huang, Zhao, Wu, Zhou, Xu, Sun, Ma, Zhu, Hu, Guo, He, Lin, Cheng, Yan, Kim, Lee, Park, ' +
        'Choi, Nguyen, Tran, Tanaka, Sato, Kumar, Singh, Patel, Khan, Ahmed',
    ),
    given: split(
      'Wei, Yan, Yang, Yu, Jing, Min, Li, Xiao-Ming, Xiaohong, Jia-Hui, Yi-Chen, Mei-Ling, Zhi, Hui, Chia-Liang, Jun, Hao, ' +
        'Ji-Hoon, Min-Jung, Soo-Young, Thi Lan, Hiroshi, Yuki, Rajesh, Priya, Amit, Fatima, Imran, Ling, Fang, Qiang, Qi, Wen-Bo, ' +
        'Bin, Dan, Gang, Hong, Jie, Kai, Lei, Na, Ping, Rong, Shu, Tao, Xin, Yun, Guo-Qiang, Hai-Yan, Jian-Guo, Li-Na, Shu-Fen, ' +
        'Wei-Dong, Yu-Ting, Zhen-Hua, Eun-Ji, Hye-Jin, Sung-Ho, Van Minh, Thu Ha, Kenji, Naoko, Sanjay, Deepa, Vikram, Ayesha, Omar',
    ),
  },
];

export const PLACES = split(
  'Toronto, Calgary, Maastricht, Leuven, Utrecht, Dundee, Leeds, Cardiff, Boston, Rochester, Chicago, Seattle, Melbourne, Sydney, ' +
    'Beijing, Shanghai, Wuhan, Chengdu, Seoul, Taipei, Hanoi, Kyoto, Delhi, Karachi, Berlin, Heidelberg, Lund, Aarhus, Madrid, ' +
    'Porto, Milan, Lyon, Krakow, Athens, Lagos, Nairobi, Riyadh, Tehran, São Paulo, Bogotá',
);
export const DEPARTMENTS = split(
  'Medicine, Surgery, Family Medicine, Paediatrics, Psychiatry, Anatomy, Medical Education, Nursing',
);

/** Syllables of invented family names: the long tail. */
export const ONSETS = split('b, br, c, d, dr, f, g, gr, h, k, kl, l, m, n, p, pr, r, s, st, t, tr, v, w, z');
export const NUCLEI = split('a, e, i, o, u, an, er, in, ol, ar');
export const ENDINGS = split('nt, ck, lson, mann, nger, rtz, vic, sky, dal, ggi, nen, tti');
