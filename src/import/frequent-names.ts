import { words } from '../store/fold.js';

/**
 * Family and given names that so many people bear that an equal name says little. Short lists of general knowledge
 * (censuses and national statistics of names): they only weigh evidence, nobody is told apart or joined by them alone.
 */
const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).map(plainName));

/** A name as one word, with the digraphs of other spellings reduced (`Müller`, `Mueller` and `Muller` are `muller`), but `Doe`. */
export function plainName(text: string): string {
  const plain = words(text).join('');
  return plain.length < 4 ? plain : plain.replace(/ae|oe|ue|aa/g, (pair) => pair[0]!);
}

/** Chinese, Korean and Vietnamese: a few hundred names are shared by more than a thousand million people. */
const EAST_ASIAN = list(
  'wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu ' +
    'dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan ' +
    'fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian yin chang ' +
    'wen wong chan cheung leung ng lam lau ho kwok chow yeung tsang tse lai yip yuen choi chiu chu hsu hsieh tsai chang chou ' +
    'kim lee park jung jeong kang cho yoon yun jang lim oh seo shin kwon hwang ahn hong ryu ko moon bae baek nam noh ha ' +
    'nguyen tran le pham hoang phan vu vo dang bui do ngo duong ly dinh trinh truong zhai zhan zhuang geng niu pang ji ni ' +
    'hong mei tong weng xiang zuo chai bian bi an ge qi qu shang shu sheng shan tao ning you yue zang zhen zhi teng tsui lo',
);
const ELSEWHERE = list(
  'singh kumar sharma gupta patel khan ahmed ahmad ali hussain hussein hassan hasan rahman islam shah das roy reddy rao ' +
    'mohammed mohamed muhammad mohammadi ahmadi hosseini ibrahim rezaei karimi yilmaz kaya demir celik sahin ' +
    'tanaka suzuki sato watanabe takahashi ito yamamoto nakamura kobayashi kato yoshida yamada sasaki ' +
    'smith jones brown johnson williams miller davis wilson anderson taylor thomas moore martin jackson thompson white harris ' +
    'clark lewis walker hall allen young king wright scott green baker adams nelson hill campbell mitchell roberts carter ' +
    'phillips evans turner parker collins edwards stewart morris murphy cook rogers morgan cooper kelly bailey bell ward ' +
    'davies hughes cohen levy garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres diaz gomez ' +
    'fernandez silva santos oliveira souza sousa pereira costa ferreira almeida rodrigues rossi russo ferrari bianchi romano ' +
    'mueller müller schmidt schneider fischer weber meyer wagner becker hoffmann schulz koch bauer richter wolf ' +
    'bernard dubois durand petit moreau laurent simon michel nowak kowalski ivanov petrov andersen andersson hansen johansson ' +
    'jensen larsen nielsen olsen petersen karlsson nilsson eriksson larsson jong vries jansen bakker visser smit berg dijk',
);
const GIVEN = list(
  'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven ' +
    'stephen paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric ' +
    'jonathan larry scott frank benjamin gregory samuel patrick alexander jack dennis jerry peter henry adam douglas philip alan ' +
    'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly ' +
    'emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela anna ruth ' +
    'brenda pamela nicole katherine catherine christine debra rachel carolyn janet maria diane julie joan victoria kelly ' +
    'maria jose juan antonio manuel francisco luis carlos ana carmen isabel joao pedro paulo marco giovanni giuseppe francesca ' +
    'andrea luca paola hans klaus peter thomas michael stefan wolfgang anna martin julia claudia andreas jan pierre jean ' +
    'philippe marie nathalie isabelle francois lars erik anders karin mohammad mohammed mohamed ahmed ali hassan fatima ' +
    'hiroshi takashi kenji yuki wei jing li yan ying min jie hui xin yu fang lei jun ling hong hua ping rajesh amit sanjay anil',
);

export type Frequency = 'VERY_FREQUENT' | 'FREQUENT' | 'UNCOMMON';

/** How frequent a family name is. `plain`: as `plainName` has it. */
export function familyFrequency(plain: string): Frequency {
  return EAST_ASIAN.has(plain) ? 'VERY_FREQUENT' : ELSEWHERE.has(plain) ? 'FREQUENT' : 'UNCOMMON';
}

/** Whether a given name is frequent. `plain`: as `plainName` has it. */
export const isFrequentGiven = (plain: string): boolean => GIVEN.has(plain);
