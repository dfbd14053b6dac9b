/** Words of medicine and of teaching, for titles and abstracts that are made up. */
export const WORDS =
  `ability abroad academic acceptance access accuracy achievement acquisition active adaptive adherence adolescents adults advance
adverse agreement airway alliance ambulatory anatomy anxiety apprentice approach aptitude arrhythmia arterial assessment asthma
attendance attitudes attrition audit autonomy awareness barriers bedside behaviour belief benchmark bias biopsy blended blood
boundaries bronchial burden burnout campus cancer capacity cardiac career caregivers catheter ceiling centred challenge change
childhood chronic clerkship clinical coaching cognitive cohort collaboration communication community compassion competence
complaints compliance comprehension computer concepts concordance conduct confidence conflict consensus consent consultation
context continuity cooperation coping correlates council counselling courage course creativity criteria critical culture
curriculum cutaneous danger deaf debriefing decision delegation delivery dementia dental deprivation dermatology detection
development deviation diabetes diagnosis dialogue dialysis digital dignity dilemmas disability disclosure discourse discovery
dissection distance distress diversity doctors domains dosage drawing dynamics early ecology education efficacy elderly elective
emergency emotion empathy employment encounter endoscopy engagement enquiry entrance environment epilepsy equity error ethics
evaluation evidence examination exchange exercise expectations expertise exposure extended faculty failure fairness families
fatigue feedback fellowship fever fidelity flipped formative foundation fracture framework frailty freedom functional funding
gender general genetics gesture graduates grading grief grounded growth guidance guideline habits handover harm healing hearing
heritage hidden hierarchy history holistic home honesty hospital humanities humility hygiene identity illness imagery imaging
immunity impact impairment implicit improvement incentives inclusion independence induction inequality infection inference
influence informal inhibition injury innovation inquiry insight instruction insulin integration intensive interaction interest
internship interpreter interprofessional intervention interview intimacy invention isolation journal judgement justice kidney
knowledge laboratory language laparoscopic leadership learner lecture legacy leisure lessons level liaison licensing lifelong
literacy local logic loneliness longitudinal loss lung maintenance management mannequin mapping mastery maternal meaning
measurement media memory mentoring metaphor method migration mindful minority mistakes mobility model moderation module morale
mortality motivation movement narrative national needs negotiation neonatal network neurology newborn night nursing nutrition
objective obesity observation obstetric occupational online opinion oral order organisation orientation outcome outreach
oversight paediatric pain palliative pandemic paradigm parents participation partnership pathology pathway patient pattern
pedagogy peer perception performance personality perspective pharmacy philosophy physician physiology pilot placement planning
podcast poetry policy portfolio poverty power practice prediction preference pregnancy preparation prescribing presence
pressure prevention primary principles priorities private probation problem procedure profession programme progress promotion
protection psychiatry public qualities question radiology ranking rating readiness reading reality reasoning recall reception
recognition recovery recruitment reduction referral reflection reform refugees registrar regulation rehabilitation relation
relevance reliability religion remediation renewal reporting representation research residency resilience resource respect
response responsibility retention revision reward risk robotics role roster rural safety satisfaction scaffold school science
screening selection self-regulated seminar senior sensitivity service severity sharing shift silence simulation skills sleep
social software solution space specialty speech spirituality stability staff standard stigma story strategy stress stroke
structure student study suicide summative supervision support surgery survey survival suture sympathy syndrome system talent
task teacher team technique technology telehealth tension testing theatre theory therapy thinking threshold thrombosis tissue
tolerance tools tradition trainee transfer transition translation trauma treatment trends triage trial trust truth tutorial
uncertainty undergraduate understanding uptake urban urology utility vaccine validity values variation ventilation veterans
video vignette virtual vision vocation volunteer waiting ward welfare wellbeing willing wisdom women work workforce workload
workplace workshop wound writing youth`.split(/\s+/);
