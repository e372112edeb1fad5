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
"""


@pytest.mark.parametrize("sentence", SENTENCES.strip().split("\n"))
def test_nothing_is_worked_out_of_a_sentence_that_is_not_plainly_on_the_service(
    sentence: str,
) -> None:
    texts = RecordTexts(("Otter Club",), "", sentence)
    assert inferred(texts, {}, frozenset(PATTERNS), Notes()) == {}
