"""Sentences from which nothing at all may be worked out: no age, no cost and no need."""

import pytest

from localoffer.importers.inference.inferred import inferred
from localoffer.importers.inference.need_phrases import PATTERNS
from localoffer.importers.inference.record_texts import RecordTexts
from localoffer.importers.shared.notes import Notes

SENTENCES = """
Our building was opened 10 to 15 years ago for children.
We have helped over 16 families this year.
Groups for over 20 people.
Call us between 9 and 5.
A loan of toys for 2 to 3 weeks.
Sessions for 8-10 children at a time.
Children aged 8 and over may come alone, those under 8 need an adult.
We do not accept children under 2.
This is not a service for under 16s.
Unfortunately we can no longer support young people aged 16 to 18.
Until 2019 we ran a club for children aged 5 to 11.
We used to run a group for 5 to 11 year olds.
We hope to start a group for 11 to 16 year olds soon.
A group for 11 to 16 year olds will start in spring.
Ask about our sister club for 11 to 16 year olds.
Referrals from schools for pupils aged 5 to 11 go to another team.
For children over 5, please see the junior club.
If your child is over 5, please see the junior club.
If your child is under 5, ring the health visitor.
For under 5s contact the health visitor.
For 16 to 25 year olds see the Transition Team.
Children aged 2 may get 15 hours.
Lunch is included for children under 5.
A ratio of 1 to 8 for children aged 3 to 5.
Trampolines: 5-7 minutes each for juniors.
Trained for 16 years in karate.
Our instructor, aged 16 to 18 at the time, won gold.
Parents of under 18s must sign the form.
A certificate for children aged 5 to 11 costs £2.
Height limit 1.2m to 1.4m for children.
Open 8-18 for juniors.
Term dates: 5-11 May.
Shop size 8-12 for girls.
Shoes in sizes 8-18 for children.
Film rated 12-15.
PG and 12A films for families.
Bus numbers 8, 9 and 12-18.
It is aimed at schools with 8-18 pupils.
We were founded for children aged 5 to 16 in 1950.
Our patron is 65 to 70 years old.
The average age is 8 to 12.
Ages vary.
At age 18 you move to adult services.
From the age of 16 you can decide for yourself.
After the age of 18 you will be moved to adult services.
By the age of 5 most children can swim.
Children develop a lot between the ages of 0 and 5.
In England, children aged 5 to 16 have to go to school.
1 in 5 children aged 8 to 16 has a mental health need.
Research shows that children aged 3 to 5 learn by play.
The law protects young people up to the age of 25.
EHC plans can last up to the age of 25.
Young people aged 16 to 18 must stay in education.
There are places for 12 children aged under 2 and 20 for over 2s.
A safe space for women and their children aged under 12.
Couples and children under 5.
Book for Reading age 8 to 10.
Mental age of 5 to 8.
Developmental age 0 to 3.
Your child must have an EHC plan and be under 16.
We take dogs aged 8 to 12 weeks.
Staff aged 18+ only behind the bar.
Bar is 18+.
Over 18s only at the bar.
Some groups are for over 18s.
Certain sessions are for ages 5 to 8.
One group is for 11 to 14 year olds.
The first lesson is free.
Free for the first month.
Free with your membership.
Free places for families on low income.
Parking is free.
Drinks are free.
Refreshments: free.
The advice line is free from a mobile.
Free phone 0800 123 123.
Freephone.
Get a free book when you join.
Free gift for new members.
All our food is free from nuts.
The event is free but tickets are £5.
There is no charge for carers.
Free of charge for under 5s.
It is free for members.
Children are free to explore.
Your child is free to move.
Set yourself free.
Barrier free access.
Smoke free site.
Free range eggs.
We are free on Mondays.
The hall is free on Mondays.
Sessions were free last year.
Sessions will be free in May.
This used to be a free service.
We aim to be a free service.
The course is normally £50 but is free for parents.
NHS dental care is free for children.
Prescriptions are free for under 16s.
Get free legal advice from Citizens Advice.
Citizens Advice gives free advice.
They offer free support.
Free childcare for working parents.
Free early education.
We help you to find free activities.
A list of free activities in the holidays.
Find out about free groups near you.
£10 Amazon voucher.
Win £50.
A budget of £500 per year.
Personal budget of £20 per week.
You may get £30 per week.
You will receive £30 per session.
We pay £10 per hour.
Workers are paid £12 an hour.
Turnover of £1 million per year.
Please help us raise £10 per child.
The council pays £40 per session.
Fines of £60 per child.
Normally £10 per session.
Bring £2 for the tuck shop.
Bring £5 for lunch.
Uniform costs £15.
T-shirts cost £10 each.
Deposit £20 per family.
Bus fare is £2 each.
The taxi costs £5 per trip.
Disability Living Allowance is £70 per week.
Autism affects 1 in 100 people.
Some of our tutors are autistic people.
We are run by disabled people.
Our manager has worked with children with autism for 20 years.
Experience with children with autism would be helpful.
We are looking for people with autism to take part in a study.
We cannot support children with complex medical needs.
If your child has autism, please contact the autism team.
We do not work with people with a learning disability.
Please tell us if you have a disability.
People with a disability may claim a discount.
Free carer ticket for people with a disability.
Discounts for disabled people.
There is disabled parking for blue badge holders.
Toilets for disabled people.
Lift for wheelchair users.
Access for wheelchair users.
There is good access for people with disabilities.
Facilities for disabled people.
We support mainstream schools to help children.
Sign language for hearing people.
A course about deaf people.
A course for parents about children with ADHD.
A course for teachers of deaf children.
Help for siblings of children with autism.
Books about children with dyslexia.
A school for the blind was here.
We train guide dogs for blind people.
Children with a sight test.
For people with an interest in history.
Support for people who are deaf to the needs of others.
Depression glass for collectors.
You must be 18 or over to buy a ticket for the draw.
You must be 18 or over to hire the hall.
You must be 21 or over to drive the minibus.
Adults must be 18 or over to help.
If you are over 18, ring the adult team.
If you are 16 to 18, ask your college.
When you are 18 you will move to the adult team.
Once you are over 16 you can choose.
People over 25 cannot join.
Open 9-17.
Buses 15-20.
Units 14-16 of the retail park.
Number 18 and over the bridge.
We meet at number 12 and above the shop.
Turn left at junction 15-16.
Doors at 7, ends 9.
Room for 8, up to 12 by request.
Up to 12 children.
Up to 15 young people per session.
For up to 12 children at a time.
No more than 16 children aged 5.
Groups of 5 to 15 children.
Groups of up to 15 people with disabilities.
The park has swings for under 5s.
There is a play area for under 8s and a skate park.
A children's area for 0-5s and a cafe.
Books for ages 8 to 12 on the shelves.
A helpline for parents of teenagers, and a web page for 11-18s.
Wheelchairs to borrow for up to 16 weeks.
Courses for parents of children aged 2 to 4, 5 to 8 and 9 to 12.
Toddler session (1-2) then pre-school session (3-4).
Summer camp was for 8 to 12 year olds.
Our 2024 survey of children aged 8 to 12 is out.
Read our guide for parents of children aged 0 to 5.
A story by children aged 8 to 11.
Made by young people aged 14 to 18.
Led by young people aged 16 to 25.
Photos of children aged 3 to 5.
We were rated good for children aged 3 to 5.
Inspected by Ofsted for ages 0 to 8.
We may be able to help children aged 5 to 11.
We mainly help children aged 5 to 11.
We mostly see children under 5.
Typically aged 5 to 11.
Priority for children aged 3 to 4.
Priority is given to children under 5.
Places for 3 to 4 year olds are full.
A waiting list for under 2s.
Staff ratio 1:3 for under 2s.
Maximum group size 12.
Maximum age of buggy 5.
The minimum age to drive is 17.
The minimum stay is 2 nights.
The youngest age group is full.
Born between 2010 and 2015.
Age UK runs it.
Age is no barrier.
In the age of 5G.
From age to age.
Free the Children is a charity.
A free-flow session.
Free weights class.
Free swimming lessons for schools.
Free transport for members.
Free to a good home.
Free from charge for carers only.
It's free, if you book by May.
Sessions are normally free.
Most sessions are free.
Sessions are free for the first year.
The taster is free.
A free, half-hour taster session.
A free initial assessment.
Advice is free. Courses are charged.
The advice is free but there is a fee for courses.
Parking costs £2 per hour.
Parking £2.
Lunch £4.
Lunch costs £4 per child.
Tea is 50p.
Cakes from £1 each.
T-shirt £8.
DBS check £38 per person.
Insurance is £3 per year.
Save £5 per child.
£5 off per family.
Was £10 per session.
Worth £10 per session.
£100 per week in benefits.
Earn £11 per hour.
Salary £25,000 per year.
Minimum spend £5 per table.
We got £500 for each child.
Every £5 for a child helps.
Give £3 per month.
Donate £5 per month.
Text GIVE to donate £5.
We charge schools £200 per day.
Schools pay £50 per pupil.
For schools: £200 per day.
Room hire £15 per hour.
Hall £15 per hour.
Stall £10 each.
Exhibitors £20 each.
Owned by a charity for blind people.
Shop for people with disabilities to find jobs in.
Our building has ramps for disabled people.
Parking for disabled people.
Blue badge spaces for disabled people.
We have a hearing loop for people with hearing loss.
Large print for people with sight loss.
BSL interpreters for deaf people.
Concessions for people with disabilities.
Reduced price for disabled people.
Free for people with disabilities.
Half price for disabled people.
A lifelong love of helping people with autism.
I studied how to teach children with dyslexia.
I have a son with autism.
My son has autism.
The founder's daughter had epilepsy.
Named after a girl with cerebral palsy.
Children with an anxiety about spiders may find it loud.
Not for people with heart conditions or epilepsy.
People with epilepsy should not come.
People with epilepsy should tell us.
Anyone with a medical condition must tell us first.
Children with medical needs must bring a form.
If your child has medical needs let us know.
Please let us know of any disabilities.
We ask about disabilities when you join.
Ask for help if you have a disability.
We follow the Disability Act.
Disability confident employer.
SEND us your form.
Please SEND in your form.
We teach people who care to sign.
For people who see well.
For people who are not deaf.
"""


@pytest.mark.parametrize("sentence", SENTENCES.strip().split("\n"))
def test_nothing_is_worked_out_of_a_sentence_that_is_not_plainly_on_the_service(
    sentence: str,
) -> None:
    texts = RecordTexts(("Otter Club",), "", sentence)
    assert inferred(texts, {}, frozenset(PATTERNS), Notes()) == {}
