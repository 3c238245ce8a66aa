"""Words of titles, headings and fields of study that are not part of any person's name.

Each occurs in hundreds of titles and in none of 134,000 distinct printed names (digests of five months, the ACL
Anthology, DBLP, OpenReview). Words that are also names somewhere ("Deep", "Cross", "Case", "Graph") are left out where
the one or the other was in doubt.
"""

from typing import Final

TITLE_WORDS: Final = frozenset(
    """
    acceleration accelerating accuracy acoustic adaptation adapting adaptive adversarial advanced advances agentic
    agents aggregation algorithm algorithms align aligned aligning alignment analysis analyzing annotation anomaly
    answering application applications approach approaches approximation architecture architectures argumentation
    artificial assessing assessment assisted attention augmentation augmented augmenting authorship autoencoder
    automated automatic automatically autonomous autoregressive aware based bayesian behavior benchmark benchmarking
    benchmarks beyond bias biases bidirectional bilingual biomedical boosting bootstrapping bridging building
    calibration captioning categorization causal challenge challenges characterizing chemistry citation classification
    classifier classifiers clinical cluster clustering coding cognition cognitive coherence collaborative combining
    communication communications comparative comparing comparison complexity compositional comprehension comprehensive
    compression computation computational computer computing concept conditional constrained constraints constructing
    construction content context contextual continual continuous contrastive control controllable convolutional
    coreference corpora corpus correction cryptography crowdsourcing cybersecurity data database databases dataset
    datasets decision decoding decomposition deployment depth design detecting detection development dialogue
    diffusion digital dimensional disambiguation discourse discovering discovery discrete discriminative distillation
    distributed distribution document documents domain domains driven dynamic dynamics economics editing efficient
    efficiency embedded embedding embeddings embodied emotion empirical empowering encoder encoding end-to-end energy
    engineering enhanced enhancement enhancing ensemble entailment entity environment environments equations error
    errors estimating estimation ethics evaluating evaluation evidence evolution evolutionary examining exploiting
    exploration exploring expression expressions extended extending extracting extraction factuality fairness feature
    features federated feedback financial finance finite forecasting foundation framework frameworks function
    functions fusion gaussian generalizable generalization generalized generate generating generation generative
    geometric geometry graphs grounded grounding guided hallucination hallucinations healthcare heterogeneous
    heuristic hierarchical high-dimensional high-resolution human-centered hybrid identification identifying image
    imagery images imaging implementation implicit improved improvement improving in-context incorporating incremental
    induction inference information install instruction integrated integrating integration intelligence interaction
    interactions interactive interface interpretability interpretable interpretation introducing introduction
    investigating investigation iterative judgments kernel kernels keyphrase knowledge labeling language languages
    large-scale latent layered learn learned learners learning lexical lexicon leveraging lightweight linguistic
    linguistics llm llms localization logic logical long-context low-rank low-resource machine machines making
    manipulation mapping mathematical mathematics matrix measurement measuring mechanics mechanism mechanisms medical
    medicine memory metadata metaphor method methodology methods metric metrics mining mitigating mixture model
    modeling modelling models modular modulation molecular monitoring monolingual morphological morphology motion
    multi multiagent multi-agent multi-modal multi-task multilingual multimedia multimodal multiple multitask
    multi-view narrative natural navigation network networking networks neural noise novel object objects obstacle
    online ontology open-source optical optimal optimization optimizing overview parallel parameter parameters parser
    parsing pattern patterns perception performance personalized perspective perspectives physics pipeline planning
    policies policy post-training potential practical predicting prediction predictive preference pretrained
    pretraining privacy probabilistic probability problem problems process processes processing program programming
    prompt prompting prompts properties protein proteins proving quantification quantitative quantization quantum
    query querying question questions ranking reasoning recognition recognizing recommendation recommendations
    recommender reconstruction recurrent reducing refinement reinforcement regression relation relational relations
    reliability reliable representation representations representing resolution resource resources response responses
    rethinking retrieval retrieval-augmented review reviews revisiting reward rewards robotics robust robustness
    safety sampling scalable scaling science sciences scientific search security segmentation selection
    self-supervised semantic semantics semi-supervised sensing sensor sensors sentence sentences sentiment sequence
    sequences sequential shallow simulation simulations simultaneous single-cell social-media software solving sound
    sources sparse spatial spatiotemporal spectral speech spoken state-of-the-art statistical statistics stochastic
    strategies strategy structural structure structured structures studies study summaries summarization supervised
    supervision survey symbolic syntactic syntax synthesis synthesizing synthetic system systematic systems tagging
    target task tasks taxonomy technique techniques technologies technology temporal test-time testing text texts
    textual theoretical theories theory thinking time-series token tokenization tokens tool toolkit tools topics
    toward towards tracking training transcription transfer transferable transformation transformer transformers
    translation trees trustworthy tuning turbulence two-stage uncertainty understanding unified unifying universal
    unsupervised using utilizing validation variational vector verification via video videos vision vision-language
    visual visualization visualizing vocabulary weakly-supervised wireless without word workflow workflows zero-shot
    """.split()
)

GENERAL_WORDS: Final = frozenset(
    """
    above abstract actions additional advertisement affiliation affiliations agenda also analytics announcement
    appendix archive article articles audio available below blog bookmark browse button cached category citations
    click closed code collapse comment comments community conclusion content contents continue copy correspondence
    deadline demo description detail details dislike documentation download edition editorial email everything
    excellent expand export external favorite feed figure figures file filter folder full-text good great here
    highlight highlights homepage html hyperlink important impressions index institution interested interesting issue
    journal keyword keywords latest license like link links list login magazine mirror must-read newest newsletter
    next note notes oral original page pages paper papers pdf permalink playground poster preprint preview previous
    print private project publication published publisher rated rating readme recent recommended reference references
    related relevant repository republished results save saved score section share show slides source sponsored
    spotlight submission submitted subscribe summary supplementary supplement tag tags thread title top topic
    translated trending tutorial unread update updated upvote upvotes venue version view views volume votes website
    week weekly workshop
    """.split()
)
"""Words of the pages and templates around digests, in lower case; a few are surnames too ("Page", "Poster", "Like"), so
that two of them are required before a string is refused."""

VENUES: Final = frozenset(
    """
    aaai aacl aamas acl acl-ijcnlp acml acmmm aistats akbc amia arxiv asplos asru bmvc ccs cikm cogsci coling collas
    colm colt conll corl cscw cvpr cvprw dac date eacl ecai eccv ecir ecml emnlp eurocrypt eurosys facct focs fse
    globecom hpca hri icalp icann icassp iccad iccv icde icdm icip iclr icml icmr icon icra icse icsme icwsm ijcai
    ijcnlp ijcnn infocom interspeech ipdps iros isbi isca ismar isscc issre issta iswc itsc iui jair jmlr kdd konvens
    lrec mascots miccai micro midl mlsys mobicom naacl ndss neurips nips nsdi osdi pakdd pldi popl pods ppopp recsys
    ro-man rss sigcomm siggraph sigir sigmod slt soda sosp starsem stoc tacl tmlr tnnls tpami uai ubicomp uist umap
    usenix vldb wacv wmt wsdm www
    """.split()
)
"""Acronyms of conferences and journals, in lower case, that are printed where an organization's acronym might be."""

ENDS_OF_FIELDS: Final = frozenset(
    "ai analytics electronics intelligence network networks program programme research robotics software solutions "
    "survey systems".split()
)
"""Words that end names of companies and of fields of study."""

FOREIGN_TOPICS: Final = (
    "学习|視覺|视觉|智能|模型|处理|计算|算法|数据|数学|物理|网络|系统|语言|图像|检测|分割|识别|生成|综述|研究|应用|分析|基于|优化|"
    "推理|理论|机器人|学習|言語|認識|モデル|システム|データ|학습|처리|모델|시스템|데이터|인공지능|연구"
)
"""Parts of titles in Chinese, Japanese and Korean."""

TOPIC_WORDS: Final = TITLE_WORDS | GENERAL_WORDS
