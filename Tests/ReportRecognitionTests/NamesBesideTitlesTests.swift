import DecimalNumbers
import StatutoryForm
import TestSupport
import Testing

@testable import ReportRecognition

/// Names that stand beside the title, or around the year in it.
@Suite("names of agencies beside titles") struct NamesBesideTitlesTests {
  /// A page with these lines above the first section.
  private func names(_ lines: String..., title: String? = nil) throws -> [String] {
    let head = title.map { "<head><title>\($0)</title></head>" } ?? ""
    let text =
      "<html>\(head)<body>" + lines.map { "<p>\($0)</p>" }.joined()
        + """
        <p>一、总体情况</p><p>2022年，我局按照条例的规定公开政府信息，做好各项工作。</p>
        <p>五、存在的主要问题及改进情况</p><p>公开的内容还不够丰富，将进一步加强学习和培训。</p></body></html>
        """
    return try #require(try recognized(text)).agencyNames.map { $0.name }
  }

  @Test("the year parts the region from its department") func yearWithin() throws {
    #expect(try names("云溪县2022年民政局政府信息公开工作年度报告") == ["云溪县民政局"])
    #expect(try names("云溪县2022年县民政局政府信息公开工作年度报告") == ["云溪县民政局"])
    #expect(try names("云溪县2022年云溪县民政局政府信息公开工作年度报告") == ["云溪县民政局"])
    #expect(try names("云溪县2022年度政府信息公开工作年度报告") == ["云溪县"])
  }

  @Test("a year of two digits is no part of the name") func shortYear() throws {
    #expect(try names("云溪县水务局22年政府信息公开工作年度报告") == ["云溪县水务局"])
    #expect(try names("云溪县水务局22年度政府信息公开工作年度报告") == ["云溪县水务局"])
    #expect(try names("22年云溪县水务局政府信息公开工作年度报告") == ["云溪县水务局"])
  }

  @Test("a line below the title, date and source between") func below() throws {
    #expect(try names("2022年政府信息公开工作年度报告", "云溪县水务局") == ["云溪县水务局"])
    #expect(try names("2022年政府信息公开工作年度报告", "发布时间：2023-01-12", "云溪县水务局", "2023年1月12日") == ["云溪县水务局"])
    #expect(try names("2022年政府信息公开工作年度报告", "政务公开办公室") == [])
  }

  @Test("a word in brackets before the title") func mark() throws {
    #expect(try names("【年报】云溪县水务局2022年政府信息公开工作年度报告") == ["云溪县水务局"])
  }

  @Test("signs between the name and the year") func signs() throws {
    for title in [
      "云溪县水务局：2022年政府信息公开工作年度报告", "云溪县水务局（2022年度）政府信息公开工作年度报告", "云溪县水务局〔2022〕年政府信息公开工作年度报告",
      "云溪县水务局二O二二年政府信息公开工作年度报告", "转载：云溪县水务局2022年政府信息公开工作年度报告",
    ] {
      #expect(try names(title) == ["云溪县水务局"], "\(title)")
    }
  }

  @Test("the name in brackets or behind a line beside a title without one") func beside() throws {
    for title in [
      "【云溪县水务局】2022年政府信息公开工作年度报告", "2022年政府信息公开工作年度报告（云溪县水务局）", "2022年政府信息公开工作年度报告——云溪县水务局",
      "2022年政府信息公开工作年度报告 云溪县水务局",
    ] {
      #expect(try names(title) == ["云溪县水务局"], "\(title)")
    }
    #expect(try names("2022年政府信息公开工作年度报告（全文）") == [])
    #expect(try names("2022年政府信息公开工作年度报告——云溪县政府网站") == [])
  }

  @Test("of the titles in a list the one of the period is the report's") func list() throws {
    let lines = (2020...2024).reversed().map { "<p>云溪县水务局\($0)年政府信息公开工作年度报告</p>" }.joined()
    let text =
      "<html><body>\(lines)<p>本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。</p>"
      + "<p>一、总体情况</p><p>我局按照条例的规定公开政府信息，做好各项工作。</p>"
      + "<p>五、存在的主要问题及改进情况</p><p>公开的内容还不够丰富，将进一步加强学习和培训。</p></body></html>"
    let report = try #require(try recognized(text))
    #expect(report.reportYear == 2022)
    #expect(report.title == "云溪县水务局2022年政府信息公开工作年度报告")
  }

  @Test("a body behind the page's title, never the site") func behind() throws {
    let title = "2022年政府信息公开工作年度报告"
    #expect(try names("正文", title: title + "_云溪县水务局") == ["云溪县水务局"])
    #expect(try names("正文", title: title + "_云溪县人民政府") == [])
  }

  @Test("the first sentence stands behind a line that ends in a digit") func digitBefore() throws {
    #expect(try names("政府信息公开工作年度报告", "发布时间：2023-01-12 09:21", "2022年，云溪县水务局深入贯彻条例。") == ["云溪县水务局"])
  }

  @Test("bars part padded figures, so that nothing touches") func bars() throws {
    let text = """
      云溪县水务局2022年政府信息公开工作年度报告
      二、主动公开政府信息情况
      第二十条第（一）项 | |||
      信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
      规章 | 00 | 00 | 00 |
      行政规范性文件 | 08 | 02 | 21 |
      """
    let report = try #require(try recognized(text))
    #expect(texts(report, .normativeDocuments) == ["08", "02", "21"])
    let row = report.form?.rows.first { $0.row == .normativeDocuments }
    #expect(row?.tokens.map { $0.content } == [8, 2, 21].map { .number(DecimalNumber($0)) })
  }
}
