gongkaiShard("index",{"version":1,"count":5,"years":[
[2022,"721001",0,1,4]]
,"names":["山海关区文学艺术界联合会本级","文联部门"]
,"common":["年度工作计划","产出指标","效益指标"]
,"p":"l7ftqv","t":"louriq","inT":[5],"h":"75hxbl","inH":128,"b":"1fvnyx","n":"cgd0h6","c":"3tpjhv"})
