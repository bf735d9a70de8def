using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class PascalVocSourceTests : IDisposable
{
    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void ReadsBoxesFromOneBasedInclusiveCorners()
    {
        Add("a", Object("dog", 1, 1, 40, 20) + Object("person", 11, 6, 20, 15, difficult: true));

        var objects = Open(Split.Train).Read(0).Objects.ShouldNotBeNull();

        objects[0].ShouldBe(new LabelledObject("dog", new Box(0, 0, 1, 1)));
        objects[1].Label.ShouldBe("person");
        objects[1].Difficult.ShouldBeTrue();
        ShouldBe(objects[1].Box.Scale(40, 20), 10, 5, 20, 15);
    }

    [Fact]
    public void TakesTheObjectsOwnBoxAndNotThatOfItsParts()
    {
        const string person =
            "<object><name>person</name>" +
            "<part><name>head</name><bndbox><xmin>3</xmin><ymin>3</ymin><xmax>4</xmax><ymax>4</ymax></bndbox></part>" +
            "<bndbox><ymin>2</ymin><xmax>21</xmax><ymax>12</ymax><xmin>2</xmin></bndbox></object>";
        Add("a", person);

        ShouldBe(Open(Split.Train).Read(0).Objects.ShouldNotBeNull().ShouldHaveSingleItem().Box.Scale(40, 20), 1, 1, 21, 12);
    }

    [Fact]
    public void ReadsFractionalCorners()
    {
        Add("a", Object("dog", "10.5", "5.25", "20", "15"));

        ShouldBe(Open(Split.Train).Read(0).Objects.ShouldNotBeNull()[0].Box.Scale(40, 20), 9.5f, 4.25f, 20, 15);
    }

    [Fact]
    public void AnImageWithoutObjectsHasAnEmptyListAndNoMask()
    {
        Add("a", "");

        var example = Open(Split.Train).Read(0);

        example.Objects.ShouldNotBeNull().ShouldBeEmpty();
        example.Mask.ShouldBeNull();
    }

    [Fact]
    public void ReadsPaletteMasksByIndex()
    {
        Add("a", "");
        Add("b", "");
        var labels = new LabelMap(40, 20);
        (labels.Labels[0], labels.Labels[45], labels.Labels[^1]) = (20, 255, 15);
        tree.PaletteMask("SegmentationClass/a.png", labels);

        var source = Open(Split.Train);
        var mask = source.Read(0).Mask.ShouldNotBeNull();

        mask.Values.Labels.ShouldBe(labels.Labels);
        mask.Labels.Count.ShouldBe(22);
        mask.Labels[0].ShouldBe("background");
        mask.Labels[15].ShouldBe("person");
        mask.Labels[20].ShouldBe("tvmonitor");
        mask.Labels[255].ShouldBeNull();
        source.Read(1).Mask.ShouldBeNull();
    }

    [Fact]
    public void WithoutAnnotationsThereAreMasksOnly()
    {
        tree.Image("JPEGImages/a.jpg", 4, 3).PaletteMask("SegmentationClass/a.png", new LabelMap(4, 3));

        var example = Open(Split.Train).Read(0);

        example.Objects.ShouldBeNull();
        example.Mask.ShouldNotBeNull();
    }

    [Fact]
    public void WithoutListsEveryFifthImageIsForTesting()
    {
        foreach (var stem in new[] { "e", "c", "j", "a", "b", "B", "g", "h", "d", "f", "i" })
            Add(stem, "");

        Ids(Open(Split.Test)).ShouldBe(["d", "i"]);
        Ids(Open(Split.Train)).ShouldBe(["B", "a", "b", "c", "e", "f", "g", "h", "j"]);
        Open(Split.Validation).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("train val trainval test", "trainval", "test", null)]
    [InlineData("train val trainval", "train", "val", null)]
    [InlineData("train val test", "train", "test", "val")]
    [InlineData("train test", "train", "test", null)]
    public void ListsSayWhatIsForTestingAndNoImageIsInTwo(string lists, string train, string test, string? validation)
    {
        foreach (var list in lists.Split(' '))
        {
            Add(list + "1", "");
            tree.Text($"ImageSets/Main/{list}.txt", $"{list}1\n");
        }

        Ids(Open(Split.Train)).ShouldBe([train + "1"]);
        Ids(Open(Split.Test)).ShouldBe([test + "1"]);
        Ids(Open(Split.Validation)).ShouldBe(validation is null ? [] : [validation + "1"]);
    }

    [Fact]
    public void ListsOfSegmentationServeWhereThereAreNoOthers()
    {
        Add("x", "");
        tree.Text("ImageSets/Segmentation/train.txt", "x\r\n");

        Ids(Open(Split.Train)).ShouldBe(["x"]);
    }

    [Fact]
    public void AListCanBeNamed()
    {
        Add("x", "");
        Add("y", "");
        tree.Text("ImageSets/Main/train.txt", "x\n")
            .Text("ImageSets/Main/dog_train.txt", "y  1\nx -1\n")
            .Text("ImageSets/Segmentation/train.txt", "y\n");

        Ids(new PascalVocSource(tree.Root, Split.Train, "dog_train")).ShouldBe(["y", "x"]);
        Ids(new PascalVocSource(tree.Root, Split.Train, "Segmentation/train")).ShouldBe(["y"]);
        Fault(() => new PascalVocSource(tree.Root, Split.Train, "cat_train")).ShouldContain("cat_train.txt");
    }

    [Fact]
    public void NamesInListsMayHaveSpaces()
    {
        Add("my dog", "");
        Add("my dog 1", "");
        tree.Text("ImageSets/Main/train.txt", "my dog\n").Text("ImageSets/Main/dog_train.txt", "my dog 1  1\nmy dog -1\n");

        Ids(Open(Split.Train)).ShouldBe(["my dog"]);
        Ids(new PascalVocSource(tree.Root, Split.Train, "dog_train")).ShouldBe(["my dog 1", "my dog"]);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    public void WhatIsDifficultMayBeANumberOrAWord(string text, bool isDifficult)
    {
        Add("a", Object("dog", 1, 1, 9, 9).Replace("<difficult>0<", $"<difficult>{text}<"));

        Open(Split.Train).Read(0).Objects.ShouldNotBeNull()[0].Difficult.ShouldBe(isDifficult);
    }

    [Fact]
    public void PairsByStemWhateverTheXmlCallsItsImage()
    {
        tree.Image("JPEGImages/0_13.png", 40, 20)
            .Text("Annotations/0_13.xml", "<annotation><filename>Drone1 640cuts/0_99.jpg</filename></annotation>");

        Open(Split.Train).Read(0).Id.ShouldBe("0_13");
    }

    [Theory]
    [InlineData(0, -1, 42, 21)]
    [InlineData(20, 5, 60, 15)]
    [InlineData(50, 5, 60, 15)]
    public void KeepsBoxesThatReachOverTheEdge(int left, int top, int right, int bottom)
    {
        Add("a", Object("dog", left, top, right, bottom));

        ShouldBe(Open(Split.Train).Read(0).Objects.ShouldNotBeNull()[0].Box, (left - 1) / 40f, (top - 1) / 20f, right / 40f, bottom / 20f);
    }

    [Theory]
    [InlineData("<annotation xmlns=\"http://example.org/voc\">{0}</annotation>")]
    [InlineData("<v:annotation xmlns:v=\"http://example.org/voc\">{0}</v:annotation>")]
    [InlineData("<!DOCTYPE annotation><!-- a tool's --><annotation verified=\"yes\"><weather>rain</weather>{0}</annotation>")]
    public void NamespacesAndOtherElementsMakeNoDifference(string form)
    {
        var content = Object("dog", 1, 1, 4, 4);
        if (form.StartsWith("<v:", StringComparison.Ordinal))
            content = content.Replace("</", "</v:").Replace("<", "<v:").Replace("<v:/v:", "</v:");
        tree.Image("JPEGImages/a.jpg", 40, 20).Text("Annotations/a.xml", string.Format(System.Globalization.CultureInfo.InvariantCulture, form, content));

        Open(Split.Train).Read(0).Objects.ShouldNotBeNull().ShouldHaveSingleItem().Label.ShouldBe("dog");
    }

    [Theory]
    [InlineData("<Object>", "</Object>", "<Object>")]
    [InlineData("<item>", "</item>", "<item>")]
    [InlineData("<objects><object>", "</object></objects>", "<objects>")]
    public void WhatLooksLikeAnObjectButIsNoneIsNamed(string open, string close, string name)
    {
        Add("a", "\n" + Object("dog", 1, 1, 4, 4).Replace("<object>", open).Replace("</object>", close));

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(
            m => m.ShouldContain("a.xml, line 3"), m => m.ShouldContain($"{name} is no element of Pascal VOC's"), m => m.ShouldContain("an object is <object>"));
    }

    [Theory]
    [InlineData("gb2312", new byte[] { 0xC6, 0xFB, 0xB3, 0xB5 }, "汽车")]
    [InlineData("GBK", new byte[] { 0xBF, 0xA8, 0xB3, 0xB5 }, "卡车")]
    [InlineData("iso-8859-1", new byte[] { 0x63, 0x61, 0x66, 0xE9 }, "café")]
    [InlineData("windows-1251", new byte[] { 0xD8, 0xE8, 0xED, 0xE0 }, "Шина")]
    [InlineData("Shift_JIS", new byte[] { 0x8E, 0xD4 }, "車")]
    [InlineData("utf-8", new byte[] { 0xE8, 0xBB, 0x8A }, "車")]
    public void LabelsAreReadInTheEncodingThatTheFileNames(string encoding, byte[] bytes, string label)
    {
        Encoded(encoding, bytes);

        Open(Split.Train).Read(0).Objects.ShouldNotBeNull().ShouldHaveSingleItem().Label.ShouldBe(label);
    }

    [Theory]
    [InlineData("klingon", new byte[] { 0x61 }, "\"klingon\" is not known")]
    [InlineData("utf-8", new byte[] { 0xC6, 0xFB }, "line 2: the byte 0xC6 is not in utf-8")]
    [InlineData(null, new byte[] { 0xC6, 0xFB }, "line 2: the byte 0xC6 is not in utf-8")]
    [InlineData("utf-16", new byte[] { 0x61 }, "says that it is in utf-16, but it is not")]
    [InlineData("us-ascii", new byte[] { 0xE9 }, "is not in us-ascii")]
    [InlineData("windows-1252", new byte[] { 0xC3, 0xA9 }, "says that it is in windows-1252, but it is not")]
    [InlineData("gb2312", new byte[] { 0xE6, 0xB1, 0xBD, 0xE8, 0xBD, 0xA6 }, "says that it is in gb2312, but it is not")]
    public void AnEncodingThatTheFileDoesNotHaveIsNamed(string? encoding, byte[] bytes, string what)
    {
        Encoded(encoding, bytes);

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(
            m => m.ShouldContain(tree.Path("Annotations/a.xml")), m => m.ShouldContain(what), m => m.ToLowerInvariant().ShouldContain("utf-8"));
    }

    [Fact]
    public void DeepXmlEndsAtOnce()
    {
        const int depth = 100_000;
        Add("a", string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)));

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(m => m.ShouldContain("a.xml, line 2: <a> lies in 64 other elements"), m => m.Length.ShouldBeLessThan(400));
    }

    [Fact]
    public void ControlCharactersAreEscapedInMessages()
    {
        Add("a", Object("dog\u0085\u202e", 10, 5, 99, 15));

        Fault(() => Open(Split.Train).Read(0)).ShouldContain("'dog\\x85\\u202e'");
    }

    [Theory]
    [InlineData("20", "5", "10", "15", "ends before it begins")]
    [InlineData("10", "15", "20", "5", "ends before it begins")]
    [InlineData("10", "5", "81", "15", "outside")]
    [InlineData("90", "5", "99", "15", "outside")]
    [InlineData("-40", "5", "10", "15", "outside")]
    [InlineData("10", "5", "20", "41", "outside")]
    [InlineData("ten", "5", "20", "15", "'ten'")]
    [InlineData("NaN", "5", "20", "15", "'NaN'")]
    public void RefusesBoxesThatMakeNoSense(string left, string top, string right, string bottom, string what)
    {
        Add("a", "\n\n" + Object("dog", left, top, right, bottom));

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(
            message => message.ShouldContain(tree.Path("Annotations/a.xml")),
            message => message.ShouldContain("line 4"),
            message => message.ShouldContain(what));
    }

    [Fact]
    public void NamesTheLineOfBrokenXml()
    {
        tree.Image("JPEGImages/a.jpg", 4, 4).Text("Annotations/a.xml", "<annotation>\n<object>\n</annotation>");

        Fault(() => Open(Split.Train).Read(0)).ShouldContain($"{tree.Path("Annotations/a.xml")}, line 3: broken XML");
    }

    [Theory]
    [InlineData("<object><bndbox/></object>", "<name>")]
    [InlineData("<object><name> </name></object>", "<name>")]
    [InlineData("<object><name>dog</name></object>", "<bndbox>")]
    [InlineData("<object><name>dog</name><bndbox><xmin>1</xmin></bndbox></object>", "<ymin>")]
    public void NamesTheElementThatIsMissing(string xml, string element)
    {
        Add("a", xml);

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(
            message => message.ShouldContain(tree.Path("Annotations/a.xml")),
            message => message.ShouldContain(element));
    }

    [Fact]
    public void RefusesOtherXml()
    {
        tree.Image("JPEGImages/a.jpg", 4, 4).Text("Annotations/a.xml", "<html/>");

        Fault(() => Open(Split.Train).Read(0)).ShouldContain("<html>");
    }

    [Fact]
    public void RefusesAnImageOfAnotherSizeThanAnnotated()
    {
        Add("a", "");
        tree.Image("JPEGImages/a.jpg", 40, 30);

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(
            message => message.ShouldContain(tree.Path("Annotations/a.xml")),
            message => message.ShouldContain("40x20"),
            message => message.ShouldContain("40x30"));
    }

    [Fact]
    public void SaysWhatTreeIsExpected()
    {
        Fault(() => new PascalVocSource(null, Split.Train)).ShouldContain("JPEGImages");
        Fault(() => new PascalVocSource(tree.Path("nowhere"), Split.Train))
            .ShouldSatisfyAllConditions(m => m.ShouldContain(tree.Path("nowhere")), m => m.ShouldContain("JPEGImages"));
        Fault(() => Open(Split.Train)).ShouldSatisfyAllConditions(m => m.ShouldContain(tree.Root), m => m.ShouldContain("'JPEGImages'"));
        tree.Image("JPEGImages/a.jpg", 4, 4);
        Fault(() => Open(Split.Train)).ShouldContain("'Annotations'");
    }

    [Fact]
    public void RefusesASplitWithoutImages()
    {
        Add("a", "");

        Fault(() => Open(Split.Test)).ShouldSatisfyAllConditions(m => m.ShouldContain(tree.Root), m => m.ShouldContain("Test"));
    }

    [Fact]
    public void NamesTheImageWithoutAnnotation()
    {
        Add("a", "");
        tree.Image("JPEGImages/b.jpg", 4, 4);

        Fault(() => Open(Split.Train)).ShouldSatisfyAllConditions(
            message => message.ShouldContain(tree.Path("JPEGImages/b.jpg")),
            message => message.ShouldContain("Annotations/b.xml"));
    }

    [Fact]
    public void NamesTheAnnotationWithoutImage()
    {
        Add("a", "");
        File.Delete(tree.Path("JPEGImages/a.jpg"));

        Fault(() => Open(Split.Train)).ShouldContain("JPEGImages/a.jpg");
    }

    [Fact]
    public void NamesWhatIsWrongWithAList()
    {
        Add("a", "");
        tree.Text("ImageSets/Main/train.txt", "\n");
        Fault(() => Open(Split.Train)).ShouldSatisfyAllConditions(m => m.ShouldContain("train.txt"), m => m.ShouldContain("empty"));
        tree.Text("ImageSets/Main/train.txt", "a\nghost\n");
        Fault(() => Open(Split.Train)).ShouldContain("ghost");
        Fault(() => Open(Split.Test)).ShouldContain("test.txt or val.txt");
    }

    [Fact]
    public void NamesTheFileThatIsCutShort()
    {
        Add("a", "");
        tree.PaletteMask("SegmentationClass/a.png", new LabelMap(40, 20)).Truncate("SegmentationClass/a.png");
        Fault(() => Open(Split.Train).Read(0)).ShouldContain(tree.Path("SegmentationClass/a.png"));
        tree.Truncate("JPEGImages/a.jpg");
        Fault(() => Open(Split.Train).Read(0)).ShouldContain(tree.Path("JPEGImages/a.jpg"));
    }

    [Fact]
    public void NamesAMaskOfAnotherSize()
    {
        Add("a", "");
        tree.PaletteMask("SegmentationClass/a.png", new LabelMap(20, 40));

        Fault(() => Open(Split.Train).Read(0)).ShouldSatisfyAllConditions(
            message => message.ShouldContain(tree.Path("SegmentationClass/a.png")),
            message => message.ShouldContain("20x40"),
            message => message.ShouldContain("EXIF"),
            message => message.ShouldContain("40x20"));
    }

    private void Encoded(string? encoding, byte[] label) => tree.Image("JPEGImages/a.jpg", 40, 20).Bytes("Annotations/a.xml", [
        .. Latin1(encoding is null ? "<?xml version=\"1.0\"?>\n" : $"<?xml version='1.0' encoding='{encoding}'?>\n"), .. Latin1("<annotation>"),
        .. Object("@", 1, 1, 4, 4).Split('@') is [var before, var after] ? [.. Latin1(before), .. label, .. Latin1(after)] : Array.Empty<byte>(), .. Latin1("</annotation>")]);

    private static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    private PascalVocSource Open(Split split) => new(tree.Root, split);

    private void Add(string stem, string objects) => tree
        .Image($"JPEGImages/{stem}.jpg", 40, 20)
        .Text(
            $"Annotations/{stem}.xml",
            $"<annotation>\n<size><width>40</width><height>20</height><depth>3</depth></size>{objects}</annotation>");

    private static string Object(string label, int left, int top, int right, int bottom, bool difficult = false) =>
        Object(label, $"{left}", $"{top}", $"{right}", $"{bottom}", difficult);

    private static string Object(string label, string left, string top, string right, string bottom, bool difficult = false) =>
        $"<object><name>{label}</name><difficult>{(difficult ? 1 : 0)}</difficult>" +
        $"<bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax></bndbox></object>";

    private static string[] Ids(IExampleSource source) => [.. Enumerable.Range(0, source.Count).Select(i => source.Read(i).Id)];

    private static string Fault(Func<object> action) => Should.Throw<DataException>(action).Message;

    private static void ShouldBe(Box box, float left, float top, float right, float bottom)
    {
        box.Left.ShouldBe(left, 1e-4);
        box.Top.ShouldBe(top, 1e-4);
        box.Right.ShouldBe(right, 1e-4);
        box.Bottom.ShouldBe(bottom, 1e-4);
    }
}
