-- question: which code does a cleaned cell stand for?
-- grain: scalar macros
-- units: code as stored in the lake, null when unknown
-- source: written by `python -m etl.reference` from etl/feeds/codes.py, etl/values.py, etl/frequencies.py and etl/item_names.py; do not edit

create or replace macro read_share_type(cell) as
    map {
        '无条件共享': 'unconditional',
        '无条件': 'unconditional',
        '无条件共享类': 'unconditional',
        '无條件共享': 'unconditional',
        '無條件共享': 'unconditional',
        '無條件': 'unconditional',
        'unconditional': 'unconditional',
        '有条件共享': 'conditional',
        '有条件': 'conditional',
        '有条件共享类': 'conditional',
        '有條件共享': 'conditional',
        '有條件': 'conditional',
        'conditional': 'conditional',
        '不予共享': 'not_shared',
        '不予共享类': 'not_shared',
        '不共享': 'not_shared',
        '不予': 'not_shared',
        '非共享': 'not_shared',
        'not_shared': 'not_shared'
    }[folded(cell)];

create or replace macro choices_share_type() as
    '无条件共享、有条件共享、不予共享';

create or replace macro read_resource_class(cell) as
    map {
        '基础': 'base',
        '基础信息资源': 'base',
        '基础类': 'base',
        '基础资源': 'base',
        '基础类信息资源': 'base',
        '基础数据': 'base',
        '基礎': 'base',
        '基礎資訊資源': 'base',
        'base': 'base',
        '主题': 'theme',
        '主题信息资源': 'theme',
        '主题类': 'theme',
        '主题资源': 'theme',
        '主题类信息资源': 'theme',
        '主题数据': 'theme',
        '主題': 'theme',
        '主題資訊資源': 'theme',
        'theme': 'theme',
        '部门': 'department',
        '部门信息资源': 'department',
        '部门类': 'department',
        '部门资源': 'department',
        '部门类信息资源': 'department',
        '部门数据': 'department',
        '部門': 'department',
        '部門資訊資源': 'department',
        'department': 'department'
    }[folded(cell)];

create or replace macro choices_resource_class() as
    '基础、主题、部门';

create or replace macro read_base_category(cell) as
    map {
        '人口': 'population',
        '人口信息': 'population',
        '人口基础信息': 'population',
        '人口库': 'population',
        '人口基础信息资源': 'population',
        'population': 'population',
        '法人单位': 'legal_entity',
        '法人': 'legal_entity',
        '法人单位信息': 'legal_entity',
        '法人信息': 'legal_entity',
        '法人库': 'legal_entity',
        '法人单位基础信息资源': 'legal_entity',
        '法人單位': 'legal_entity',
        'legal_entity': 'legal_entity',
        '自然资源和空间地理': 'geography',
        '自然资源和空间地理信息': 'geography',
        '自然资源与空间地理': 'geography',
        '空间地理': 'geography',
        '自然资源': 'geography',
        '自然资源和地理空间': 'geography',
        '地理空间': 'geography',
        '自然資源和空間地理': 'geography',
        'geography': 'geography',
        '电子证照': 'e_certificate',
        '电子证照信息': 'e_certificate',
        '证照': 'e_certificate',
        '电子证照库': 'e_certificate',
        '電子證照': 'e_certificate',
        'e_certificate': 'e_certificate'
    }[folded(cell)];

create or replace macro choices_base_category() as
    '人口、法人单位、自然资源和空间地理、电子证照';

create or replace macro read_collected_from(cell) as
    map {
        '自然人': 'person',
        '个人': 'person',
        '公民': 'person',
        '群众': 'person',
        '向自然人采集': 'person',
        'person': 'person',
        '法人': 'company',
        '企业': 'company',
        '法人单位': 'company',
        '法人和其他组织': 'company',
        '法人及其他组织': 'company',
        '其他组织': 'company',
        '单位': 'company',
        '向法人采集': 'company',
        '企業': 'company',
        'company': 'company',
        '业务产生': 'process',
        '业务办理产生': 'process',
        '业务过程产生': 'process',
        '自行产生': 'process',
        '系统生成': 'process',
        '系统产生': 'process',
        '業務產生': 'process',
        'process': 'process',
        '共享获取': 'shared',
        '共享': 'shared',
        '共享取得': 'shared',
        '部门共享': 'shared',
        '通过共享获取': 'shared',
        '共享獲取': 'shared',
        'shared': 'shared',
        '上级回流': 'returned',
        '回流': 'returned',
        '上级返还': 'returned',
        '上级下发': 'returned',
        '国家回流': 'returned',
        '自治区回流': 'returned',
        '上級回流': 'returned',
        'returned': 'returned'
    }[folded(cell)];

create or replace macro choices_collected_from() as
    '自然人、法人、业务产生、共享获取、上级回流';

create or replace macro read_decision(cell) as
    map {
        '同意': 'approved',
        '同意共享': 'approved',
        '通过': 'approved',
        '审核通过': 'approved',
        '审批通过': 'approved',
        '批准': 'approved',
        '已同意': 'approved',
        '准予': 'approved',
        '通過': 'approved',
        '核准': 'approved',
        'approved': 'approved',
        '部分同意': 'partly_approved',
        '部分同意共享': 'partly_approved',
        '部分通过': 'partly_approved',
        '部分批准': 'partly_approved',
        '部分通過': 'partly_approved',
        'partly_approved': 'partly_approved',
        '不同意': 'refused',
        '不同意共享': 'refused',
        '拒绝': 'refused',
        '驳回': 'refused',
        '不通过': 'refused',
        '审核不通过': 'refused',
        '未通过': 'refused',
        '不予同意': 'refused',
        '不批准': 'refused',
        '不予共享': 'refused',
        '拒絕': 'refused',
        '駁回': 'refused',
        '不通過': 'refused',
        'refused': 'refused'
    }[folded(cell)];

create or replace macro choices_decision() as
    '同意、部分同意、不同意';

create or replace macro read_mode(cell) as
    map {
        '接口': 'api',
        '接口服务': 'api',
        '服务接口': 'api',
        'api接口': 'api',
        '数据接口': 'api',
        '介面': 'api',
        '接口调用': 'api',
        'api': 'api',
        '库表': 'table',
        '库表交换': 'table',
        '数据库': 'table',
        '库表推送': 'table',
        '前置库': 'table',
        '資料表': 'table',
        '庫表': 'table',
        'table': 'table',
        '文件': 'file',
        '文件下载': 'file',
        '文件交换': 'file',
        '数据文件': 'file',
        '檔案': 'file',
        'file': 'file'
    }[folded(cell)];

create or replace macro choices_mode() as
    '接口、库表、文件';

create or replace macro read_status(cell) as
    map {
        '成功': 'success',
        '调用成功': 'success',
        '正常': 'success',
        'succeeded': 'success',
        'ok': 'success',
        'true': 'success',
        '成功返回': 'success',
        'success': 'success',
        '失败': 'failure',
        '调用失败': 'failure',
        '异常': 'failure',
        '错误': 'failure',
        'failed': 'failure',
        'fail': 'failure',
        'error': 'failure',
        'false': 'failure',
        '失敗': 'failure',
        '超时': 'failure',
        'timeout': 'failure',
        'failure': 'failure'
    }[folded(cell)];

create or replace macro choices_status() as
    '成功、失败';

create or replace macro read_outcome(cell) as
    map {
        '属实': 'justified',
        '情况属实': 'justified',
        '有误': 'justified',
        '确有错误': 'justified',
        '屬實': 'justified',
        'justified': 'justified',
        '不属实': 'unjustified',
        '情况不属实': 'unjustified',
        '无误': 'unjustified',
        '不屬實': 'unjustified',
        '未发现错误': 'unjustified',
        'unjustified': 'unjustified'
    }[folded(cell)];

create or replace macro choices_outcome() as
    '属实、不属实';

create or replace macro read_project_kind(cell) as
    map {
        '新建': 'new',
        '新建项目': 'new',
        '新建类': 'new',
        '新增': 'new',
        '改扩建': 'new',
        '续建': 'new',
        '新建項目': 'new',
        'new': 'new',
        '运维': 'operation',
        '运维项目': 'operation',
        '运行维护': 'operation',
        '运维类': 'operation',
        '运维费用': 'operation',
        '維運': 'operation',
        '運維': 'operation',
        'operation': 'operation'
    }[folded(cell)];

create or replace macro choices_project_kind() as
    '新建、运维';

create or replace macro read_incident_kind(cell) as
    map {
        '滥用': 'abuse',
        '濫用': 'abuse',
        'abuse': 'abuse',
        '非授权使用': 'unauthorised_use',
        '未授权使用': 'unauthorised_use',
        '越权使用': 'unauthorised_use',
        '非授權使用': 'unauthorised_use',
        'unauthorised_use': 'unauthorised_use',
        '扩散': 'diffusion',
        '未经许可的扩散': 'diffusion',
        '擅自扩散': 'diffusion',
        '擴散': 'diffusion',
        'diffusion': 'diffusion',
        '转让': 'transfer',
        '擅自转让': 'transfer',
        '擅自转让给第三方': 'transfer',
        '轉讓': 'transfer',
        'transfer': 'transfer',
        '泄露': 'leak',
        '泄漏': 'leak',
        '数据泄露': 'leak',
        '洩露': 'leak',
        '洩漏': 'leak',
        'leak': 'leak',
        '经营': 'commercial',
        '经营性活动': 'commercial',
        '开展经营性活动': 'commercial',
        '利用共享数据经营': 'commercial',
        '經營': 'commercial',
        'commercial': 'commercial'
    }[folded(cell)];

create or replace macro choices_incident_kind() as
    '滥用、非授权使用、扩散、转让、泄露、经营';

create or replace macro read_boolean(cell) as
    map {
        '1': true,
        '1.0': true,
        'on': true,
        't': true,
        'true': true,
        'y': true,
        'yes': true,
        '√': true,
        '✓': true,
        '✔': true,
        '可': true,
        '可以': true,
        '可向社会开放': true,
        '可开放': true,
        '向社会开放': true,
        '对': true,
        '属实': true,
        '已': true,
        '已完成': true,
        '已开放': true,
        '已归集': true,
        '已挂接': true,
        '已挂载': true,
        '已核实': true,
        '已确认': true,
        '开放': true,
        '归集': true,
        '挂接': true,
        '是': true,
        '有': true,
        '真': true,
        '确认': true,
        '確認': true,
        '能': true,
        '開放': true,
        '0': false,
        '0.0': false,
        'f': false,
        'false': false,
        'n': false,
        'no': false,
        'off': false,
        '×': false,
        '✗': false,
        '✘': false,
        '不': false,
        '不可': false,
        '不可以': false,
        '不可向社会开放': false,
        '不可开放': false,
        '不向社会开放': false,
        '不属实': false,
        '不开放': false,
        '不归集': false,
        '不挂接': false,
        '不能': false,
        '假': false,
        '否': false,
        '无': false,
        '未': false,
        '未完成': false,
        '未开放': false,
        '未归集': false,
        '未挂接': false,
        '未挂载': false,
        '未核实': false,
        '未确认': false,
        '没有': false,
        '無': false,
        '非': false
    }[folded(cell)];

create or replace macro folded_frequency(cell) as
    translate(replace(coalesce(cell, ''), ' ', ''), '週兩時號點實個隨變動環無ABCDEFGHIJKLMNOPQRSTUVWXYZ', '周两时号点实个随变动环无abcdefghijklmnopqrstuvwxyz');

create or replace macro read_frequency(cell) as
    case
        when regexp_full_match(folded_frequency(cell), 'not_updated|(?:不|不再|无需|永不|不需要?|停止)更新|一次性(?:更新|数据)?|静态(?:数据)?') then 'not_updated'
        when regexp_full_match(folded_frequency(cell), 'irregular|(?:不定期|不定时|不固定|无固定周期|按需|依需求?|视需要)(?:更新)?|as ?needed') then 'irregular'
        when regexp_full_match(folded_frequency(cell), 'realtime|real-time|准?实时(?:更新|推送|同步)?|即时(?:更新)?|随时(?:更新)?|每小时(?:更新)?') then 'realtime'
        when regexp_full_match(folded_frequency(cell), 'fortnightly|biweekly|(?:每|隔)?(?:两|二|2|双)个?(?:周|星期)[0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*|隔周(?:更新)?|每?半个?月(?:更新)?(?:(?:更新)?(?:一|1)次)?|每14[日天][0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*') then 'fortnightly'
        when regexp_full_match(folded_frequency(cell), 'quarterly|(?:每(?:一|1)?个?(?:季度|季)[0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*)|(?:(?:按|逐)(?:季度|季)(?:更新)?)|(?:(?:一|1)个?(?:季度|季)(?:更新)?(?:一|1)次)|(?:(?:1|一)次/(?:季度|季))|(?:季度?(?:更新)?)|(?:每?(?:三|3)个月(?:更新)?(?:(?:更新)?(?:一|1)次)?)') then 'quarterly'
        when regexp_full_match(folded_frequency(cell), 'half_yearly|half-yearly|semiannual|(?:每|按)?半年度?[0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*|每?(?:六|6)个月(?:更新)?(?:(?:更新)?(?:一|1)次)?') then 'half_yearly'
        when regexp_full_match(folded_frequency(cell), 'weekly|(?:每(?:一|1)?个?(?:周|星期)[0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*)|(?:(?:按|逐)(?:周|星期)(?:更新)?)|(?:(?:一|1)个?(?:周|星期)(?:更新)?(?:一|1)次)|(?:(?:1|一)次/(?:周|星期))|(?:周(?:更新)?)|(?:每7[日天][0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*)') then 'weekly'
        when regexp_full_match(folded_frequency(cell), 'monthly|(?:每(?:一|1)?个?(?:月份?)[0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*)|(?:(?:按|逐)(?:月份?)(?:更新)?)|(?:(?:一|1)个?(?:月份?)(?:更新)?(?:一|1)次)|(?:(?:1|一)次/(?:月份?))|(?:月度?(?:更新)?)|(?:每30[日天][0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*)') then 'monthly'
        when regexp_full_match(folded_frequency(cell), 'yearly|annual|annually|(?:每(?:一|1)?个?(?:年度?|年)[0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*)|(?:(?:按|逐)(?:年度?|年)(?:更新)?)|(?:(?:一|1)个?(?:年度?|年)(?:更新)?(?:一|1)次)|(?:(?:1|一)次/(?:年度?|年))|(?:年度?(?:更新)?)|(?:每?(?:十二|12)个月(?:更新)?)') then 'yearly'
        when regexp_full_match(folded_frequency(cell), 'daily|(?:每(?:一|1)?个?(?:日|天|个?工作日)[0-9一二三四五六七八九十日号月点时分:.~至前后末底初上中下旬午晚早夜凌晨零次更新数据左右第个工作天的定期]*)|(?:(?:按|逐)(?:日|天|个?工作日)(?:更新)?)|(?:(?:一|1)个?(?:日|天|个?工作日)(?:更新)?(?:一|1)次)|(?:(?:1|一)次/(?:日|天|个?工作日))|(?:日(?:更新)?)|(?:天)') then 'daily'
        else 'undeclared'
    end;

create or replace macro kind_of_value(cell) as
    case when regexp_matches(cell, '[0-9:：。！@]|www[.]|.{41}') then case
        when regexp_matches(cell, '^(?:民国|民國|公元|西元)?(?:[12][0-9]{3}|[0-9]{2,3}) ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?[日号號]?(?:[ T]?[0-9]{1,2}[:时時][0-9]{1,2}(?:[:分][0-9]{1,2}秒?)?分?)?$') then '一个日期'
        when regexp_matches(cell, '^(?:[(]?0[0-9]{1,3}[-) ]{1,2}[0-9]{6,8}(?: ?(?:[-#转轉]|分机|分機) ?[0-9]+)?|[0-9]{3,4}-[0-9]{3,4}-[0-9]{4}|(?:[+]?86[- ]?)?1[3-9][0-9]{9})$|^[0-9]{17}[0-9Xx]$|^[1-9A-Y][0-9A-Y][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$|^[0-9]{11,}$|字第 ?[0-9]+ ?[号號]|[〔\[(][12][0-9]{3}[〕\])] ?[0-9]+ ?[号號]$') then '号码'
        when regexp_matches(cell, '^[0-9]{1,3}$|^(?:[03-9][0-9]|1[0-8]|2[1-9])[0-9]{2}$|^[0-9]{5,}$|^[0-9]{1,3}(?:[,，][0-9]{3})+$|^[-+−][0-9]+$|^[-+−]?[0-9]+[.][0-9]+$|^[-+−]?[0-9.]+ ?[%％‰]$') then '一个数字'
        when regexp_matches(cell, 'https?:/|www[.]|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+[.][A-Za-z]') then '网址或邮箱'
        when regexp_matches(cell, '(?:电话|電話|手机|手機|传真|傳真|号码|號碼|热线|熱線)(?:[(][^()]*[)])?[:：] ?(?:[(]?0[0-9]{1,3}[-) ]{1,2}[0-9]{6,8}(?: ?(?:[-#转轉]|分机|分機) ?[0-9]+)?|[0-9]{3,4}-[0-9]{3,4}-[0-9]{4}|(?:[+]?86[- ]?)?1[3-9][0-9]{9}|[0-9]{6,})|(?:地址|住址|住所|地点|地點|坐落)(?:[(][^()]*[)])?[:：] ?[^:：]*[一-鿿][0-9]+ ?(?:号|號|楼|樓|室|弄)|(?:机关|機關|单位|單位|部门|部門|机构|機構|公司|名称|名稱)(?:[(][^()]*[)])?[:：] ?[一-鿿]{4,}(?:局|处|處|厅|廳|科|委员会|委員會|政府|公司)$|人(?:[(][^()]*[)])?[:：] ?[一-鿿]{1,4}(?:先生|小姐|女士)$|(?:频率|頻率|频度|頻度|周期|週期)(?:[(][^()]*[)])?[:：] ?(?:每|即时|即時|实时|實時|不定期|[0-9])|(?:日期|时间|時間)(?:[(][^()]*[)])?[:：] ?(?:民国|民國|公元|西元)?(?:[12][0-9]{3}|[0-9]{2,3}) ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?[日号號]?') then '名称连同所填的值'
        when regexp_matches(cell, '[。！][^。！]*[一-鿿]|[^()（）。！]{20}[。！]$|^.{40,}[。！]$|(?:[一-鿿][^一-鿿]*){41}') then '句子或说明文字'
    end end;
