using System.Globalization;
using System.Text;
using System.Text.Json;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class CocoSourceTests : IDisposable
{
    private const string Head = """
        {"info": {"year": 2017, "nested": {"images": [1, 2]}},
         "images": [{"id": 7, "file_name": "a.png", "width": 10, "height": 5}, {"id": 9, "width": 10, "height": 5, "file_name": "b.png", "license": 3}],
         "categories": [{"id": 18, "name": "dog"}, {"id": 1, "name": "person"}],
         "annotations": [
        """;

    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void ReadsBoxesAndMarksCrowds()
    {
        Add("""{"id": 1, "image_id": 9, "category_id": 18, "bbox": [1, 2, 4, 2.5], "iscrowd": 0, "area": 10, "segmentation": []}""",
            """{"id": 2, "image_id": 9, "category_id": 1, "bbox": [0, 0, 12, 5], "iscrowd": 1, "area": 50}""",
            """{"id": 3, "image_id": 9, "category_id": 1, "bbox": [3, 3, 0, 2], "iscrowd": 0, "area": 0}""");

        var source = Open(masks: false);

        source.Read(0).Objects.ShouldNotBeNull().ShouldBeEmpty();
        var (id, _, objects, mask) = source.Read(1);
        (id, mask).ShouldBe(("b", null));
        objects.ShouldNotBeNull().Select(o => (o.Label, o.Difficult, o.Crowd)).ShouldBe([("dog", false, false), ("person", true, true), ("person", false, false)]);
        objects[0].Box.Overlap(new Box(0.1f, 0.4f, 0.5f, 0.9f)).ShouldBe(1, 1e-5);
        objects[1].Box.ShouldBe(new Box(0, 0, 1.2f, 1));
        objects[2].Box.Width.ShouldBe(0);
    }

    [Fact]
    public void PaintsOutlinesAndRunsWithSmallerObjectsOnTop()
    {
        // A dog of two parts on a person, and a crowd in runs down the columns: rows 1 and 2 of column 9.
        Add("""{"id": 1, "image_id": 7, "category_id": 18, "bbox": [1, 1, 2, 2], "iscrowd": 0, "area": 4, "segmentation": [[1,1,2,1,2,3,1,3],[4,0,5,0,5,1,4,1]]}""",
            """{"id": 2, "image_id": 7, "category_id": 1, "bbox": [0, 0, 6, 4], "iscrowd": 0, "area": 24, "segmentation": [[0,0,6,0,6,4,0,4]]}""",
            """{"id": 3, "image_id": 7, "category_id": 18, "bbox": [9, 1, 1, 2], "iscrowd": 1, "area": 2, "segmentation": {"size": [5, 10], "counts": [46, 2, 2]}}""");

        var mask = Open().Read(0).Mask.ShouldNotBeNull();

        mask.Labels.ShouldBe(new Dictionary<byte, string?> { [0] = "background", [1] = "person", [2] = "dog", [255] = null }, ignoreOrder: true);
        Rows(mask.Values).ShouldBe([
            "1111210000",
            "1211110002",
            "1211110002",
            "1111110000",
            "0000000000",
        ]);
    }

    [Fact]
    public void WhereAnObjectHasNoOutlineThePixelsOfItsBoxHaveNoLabel()
    {
        // A dog with an outline in the box of a person without; another person without outline in the dog.
        Add("""{"id": 1, "image_id": 7, "category_id": 18, "bbox": [1, 1, 4, 3], "area": 12, "segmentation": [[1,1,5,1,5,4,1,4]]}""",
            """{"id": 2, "image_id": 7, "category_id": 1, "bbox": [0.5, 0, 6, 4.5], "area": 27, "segmentation": []}""",
            """{"id": 3, "image_id": 7, "category_id": 1, "bbox": [2, 2, 1, 1], "area": 1}""");

        var source = Open();

        Rows(source.Read(0).Mask!.Values).ShouldBe([
            "???????000",
            "?2222??000",
            "?2?22??000",
            "?2222??000",
            "???????000",
        ]);
        source.Read(1).Mask!.Values.Labels.ShouldAllBe(value => value == 0);
        source.Remarks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            remark => remark.Message.ShouldContain("2 of 3 annotations have no outline"), remark => remark.IsFault.ShouldBeFalse(), remark => remark.About.ShouldBe(LabelKinds.Masks));
    }

    [Fact]
    public void WithoutAnyOutlineThereAreNoMasks()
    {
        Add("""{"id": 1, "image_id": 7, "category_id": 18, "bbox": [1, 1, 4, 3], "segmentation": [[]]}""", """{"id": 2, "image_id": 9, "category_id": 1, "bbox": [0, 0, 6, 4]}""");

        var source = Open();

        source.Labels.ShouldBe(LabelKinds.Boxes);
        source.Read(0).Mask.ShouldBeNull();
    }

    [Fact]
    public void AnnotationsOfImagesThatAreNotListedAreNamed()
    {
        Add("""{"id": 1, "image_id": 7, "category_id": 18, "bbox": [1, 1, 4, 3]}""", """{"id": 2, "image_id": 1009, "category_id": 1, "bbox": [0, 0, 6, 4]}""",
            """{"id": 3, "image_id": 1009, "category_id": 1, "bbox": [0, 0, 6, 4]}""");

        Open().Remarks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            remark => remark.Message.ShouldContain("annotations.json: 2 annotation(s) are for images that the file does not list"),
            remark => remark.Message.ShouldContain("annotations[1] for \"image_id\" 1009"), remark => remark.IsFault.ShouldBeTrue());
    }

    [Fact]
    public void AListOfAnnotationsMayBeEmptyButNotMissing()
    {
        Add();
        Open().Read(0).Objects.ShouldBeEmpty();

        tree.Text("annotations.json", Head.Replace(",\n \"annotations\": [", "}"));

        Fault(() => Open()).ShouldContain("has no \"annotations\"");
    }

    [Theory]
    [InlineData("../a.png")]
    [InlineData("x/../../a.png")]
    [InlineData("/absolute/a.png")]
    public void ImagesOutsideAreOpenedOnlyWhereThatIsDeclared(string name)
    {
        name = name.Replace("/absolute", tree.Root);
        tree.Image("a.png", 10, 5).Text("set/annotations.json", Head.Replace("a.png", name) + "]}").Image("set/b.png", 10, 5).Text("set/x/y", "");

        Fault(() => new CocoSource(tree.Path("set"), Split.Train)).ShouldSatisfyAllConditions(
            m => m.ShouldContain("annotations.json"), m => m.ShouldContain($"'{name}' of image 7 leads out of"), m => m.ShouldContain("AllowOutside = true"));
        new CocoSource(tree.Path("set"), Split.Train, allowOutside: true).Read(0).Image.Width.ShouldBe(10);
    }

    [Fact]
    public void BytesThatAreNoUtf8AreToldOfInOneLine()
    {
        var text = Encoding.UTF8.GetBytes(Head + "]}");
        foreach (var (what, expected) in new[] { ("dog", "categories[0]: \"name\""), ("a.png", "images[0]: \"file_name\""), ("[1, 2]", "broken JSON") })
        {
            byte[] broken = [.. text];
            broken[text.AsSpan().IndexOf(Encoding.UTF8.GetBytes(what))] = 0xFF;
            tree.Bytes("annotations.json", broken);

            Fault(() => Open()).ShouldSatisfyAllConditions(
                m => m.ShouldContain(tree.Path("annotations.json")), m => m.ShouldContain(expected), m => m.ShouldContain("UTF-8"), m => m.ShouldNotContain("\n"));
        }
    }

    [Fact]
    public void CompressedRunsAreThoseOfTheFormatsDescription()
    {
        // Groups of five bits from '0' on: 6 is "6", 1000 = 31 * 32 + 8 is 8 + 32 = 'X' and then 31, whose sign bit wants one more group.
        RunLength.Decompress("6").ShouldBe([6]);
        RunLength.Decompress("Xo00").ShouldBe([1000, 0]);
        // From the fourth on it is the difference to the one two before: 5, 3, 5, 3 + 0, 5 - 4.
        RunLength.Decompress("5350L").ShouldBe([5, 3, 5, 3, 1]);
        Should.Throw<FormatException>(() => RunLength.Decompress("X"));
        Should.Throw<FormatException>(() => RunLength.Decompress("5\n"));
        Should.Throw<FormatException>(() => RunLength.Paint([3, 2], 2, 2, (_, _) => { }));
    }

    [SkippableFact]
    public void OutlinesAreFilledAsAnotherLibraryFillsThem()
    {
        Python.Require("PIL");
        var random = new Random(4);
        // Corners around a centre: a path that crosses itself is filled in one of two ways.
        var stars = Enumerable.Range(0, 40)
            .Select(_ => Enumerable.Range(0, random.Next(3, 12)).Select(_ => new[] { random.NextSingle() * 70 - 5, random.NextSingle() * 70 - 5 })
                .OrderBy(corner => MathF.Atan2(corner[1] - 30, corner[0] - 30)).SelectMany(corner => corner).ToArray()).ToArray();

        // Filled 21 times as large, and looked at where the centres of pixels are.
        var printed = Python.RunLines("""
            import sys, json
            from PIL import Image, ImageDraw
            n = 21
            for polygon in json.load(sys.stdin):
                image = Image.new('1', (60 * n, 60 * n))
                ImageDraw.Draw(image).polygon([n * v - .5 for v in polygon], fill=1)
                print(''.join('1' if image.getpixel((x * n + n // 2, y * n + n // 2)) else '0' for y in range(60) for x in range(60)))
            """, JsonSerializer.Serialize(stars)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        for (var i = 0; i < stars.Length; i++)
        {
            var map = new LabelMap(60, 60);
            PolygonRaster.Paint(stars[i], 60, 60, (row, from, end) => map.Labels.AsSpan(row * 60 + from, end - from).Fill(1));
            // A line is drawn half of a small pixel wider: along an outline of 200 pixels some ten centres come to lie inside.
            map.Labels.Where((label, k) => label != printed[i][k] - '0').Count().ShouldBeLessThanOrEqualTo(12, $"polygon {i}");
        }
        stars.Length.ShouldBe(printed.Length);
    }

    [Fact]
    public void PartsAreFilesAndTestingTakesVal()
    {
        foreach (var part in new[] { "train2017", "val2017" })
            tree.Text($"annotations/instances_{part}.json", Head + "]}").Image($"{part}/a.png", 10, 5).Image($"{part}/b.png", 10, 5);

        (Open().Count, Open(split: Split.Test).Count, Open(split: Split.Validation).Count).ShouldBe((2, 2, 0));
    }

    [Fact]
    public void PartsLieBesideTheirImagesInRoboflowsLayout()
    {
        foreach (var part in new[] { "train", "valid", "test" })
            tree.Text($"{part}/_annotations.coco.json", Head + "]}").Image($"{part}/a.png", 10, 5).Image($"{part}/b.png", 10, 5);

        foreach (var split in Enum.GetValues<Split>())
            Open(split: split).Count.ShouldBe(2);
        File.Delete(tree.Path("train/_annotations.coco.json"));
        Fault(() => Open()).ShouldSatisfyAllConditions(m => m.ShouldContain("for Train"), m => m.ShouldContain(Path.Combine("valid", "_annotations.coco.json")));
    }

    [Fact]
    public void TwoFilesForAPartAreRefused()
    {
        foreach (var part in new[] { "train", "train_small", "val" })
            tree.Text($"annotations/instances_{part}.json", Head + "]}").Image($"{part}/a.png", 10, 5).Image($"{part}/b.png", 10, 5);

        Fault(() => Open()).ShouldSatisfyAllConditions(
            m => m.ShouldContain("instances_train.json"), m => m.ShouldContain("instances_train_small.json"), m => m.ShouldContain("keep one"));
    }

    [Fact]
    public void WithoutAnAreaTheBoxSaysWhichObjectIsLarger()
    {
        Add("""{"id": 1, "image_id": 7, "category_id": 18, "bbox": [1, 1, 2, 1], "segmentation": [[1,1,3,1,3,2,1,2]]}""",
            """{"id": 2, "image_id": 7, "category_id": 1, "bbox": [0, 0, 6, 4], "area": 0, "segmentation": [[0,0,6,0,6,4,0,4]]}""");

        Rows(Open().Read(0).Mask!.Values).ElementAt(1).ShouldBe("1221110000");
    }

    [Fact]
    public void CategoriesBeyondAMasksValuesAreForBoxes()
    {
        var categories = string.Join(", ", Enumerable.Range(1, 300).Select(id => $$"""{"id": {{id}}, "name": "thing {{id}}"}"""));
        tree.Text("annotations.json", $$"""
            {"images": [{"id": 1, "file_name": "a.png"}], "categories": [{{categories}}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 300, "bbox": [0, 0, 1, 1], "segmentation": [[0,0,1,0,1,1]]}]}
            """).Image("a.png", 10, 5);

        Open(masks: false).Read(0).Objects!.Single().Label.ShouldBe("thing 300");
        Fault(() => Open()).ShouldSatisfyAllConditions(m => m.ShouldContain("300 categories"), m => m.ShouldContain("Masks = false"));
    }

    [Fact]
    public void NumbersAndFlagsAreReadAsToolsWriteThem()
    {
        tree.Text("annotations.json", """
            {"images": [{"id": 1.0, "file_name": "a.png", "width": 10.0, "height": 5e0}], "categories": [{"id": 1, "name": "dog"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1.0, "bbox": [0, 0, 1, 1], "iscrowd": false, "area": null},
                             {"id": 2, "image_id": 1.0, "category_id": 1, "bbox": [0, 0, 1, 1], "iscrowd": true},
                             {"id": 3, "image_id": 1, "category_id": 1, "bbox": [0, 0, 1, 1], "iscrowd": 1,
                              "segmentation": {"size": [5.0, 10], "counts": [48.0, 2]}}]}
            """).Image("a.png", 10, 5);

        var example = Open().Read(0);

        example.Objects!.Select(o => o.Crowd).ShouldBe([false, true, true]);
        example.Mask!.Values.Labels.Count(value => value == 1).ShouldBe(2);
    }

    [Theory]
    [InlineData("\"id\": 9", "\"id\": \"nine\"", "images[1]: \"id\" is no whole number.")]
    [InlineData("\"id\": 9", "\"id\": 9.5", "images[1]: \"id\" is no whole number.")]
    [InlineData("\"width\": 10, \"height\": 5}", "\"width\": 1e30}", "images[0]: \"width\" is no whole number.")]
    [InlineData("\"file_name\": \"b.png\", ", "", "images[1]: \"file_name\" is missing.")]
    [InlineData("\"person\"", "4", "categories[1]: \"name\" is no text.")]
    [InlineData("\"b.png\"", "\"a.png\"", "images[0] and images[1] have the same \"file_name\", a.png")]
    [InlineData("\"id\": 9", "\"id\": 7", "images[0] and images[1] have the same \"id\", 7")]
    [InlineData("\"id\": 1,", "\"id\": 18,", "categories[0] and categories[1] have the same \"id\", 18")]
    public void NamesTheEntryAndTheProperty(string right, string wrong, string what)
    {
        Head.ShouldContain(right);
        tree.Text("annotations.json", Head.Replace(right, wrong) + "]}").Image("images/a.png", 10, 5).Image("images/b.png", 10, 5);

        Fault(() => Open()).ShouldStartWith($"{tree.Path("annotations.json")}: {what}");
    }

    [Fact]
    public void ALargeFileIsReadPieceByPiece()
    {
        var padding = new string('x', 700);
        var annotations = Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""
            {"id": {{i}}, "note": "{{padding}}", "image_id": {{(i % 2 == 0 ? 7 : 9)}}, "category_id": 1, "bbox": [0, 0, {{1 + i % 9}}, 1], "iscrowd": 0, "area": 1}
            """));
        Add([.. annotations]);

        var source = Open(masks: false);

        source.Read(0).Objects!.Select(o => MathF.Round(o.Box.Right * 10)).ShouldBe(Enumerable.Range(0, 500).Select(i => 1f + 2 * i % 9));
        source.Read(1).Objects!.Count.ShouldBe(500);
    }

    [Theory]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 2, "bbox": [0, 0, 1, 1]}""", "annotation 5 is of category 2")]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 1, "bbox": [0, 0, 1]}""", "annotation 5 has no \"bbox\"")]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 1, "bbox": [0, 0, "1", 1]}""", "annotations[0]: \"bbox\" [2] is no number.")]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 1, "bbox": [0, 0, 1, 1], "iscrowd": "no"}""", "annotations[0]: \"iscrowd\" is no whole number.")]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 1, "bbox": [0, 0, 1, 1], "segmentation": [1, 2]}""", "cannot be read: [0] is no list.")]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 1, "bbox": [20, 0, 1, 1]}""", "a box that reaches far outside of the image")]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 1, "bbox": [3, 0, -1, 1]}""", "a box that ends before it begins")]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 1, "bbox": [0, 0, 1, 1], "segmentation": {"size": [5, 10], "counts": [1, 2]}}""", "have 3 pixels and the mask 50")]
    [InlineData("""{"id": 5, "image_id": 7, "category_id": 1, "bbox": [0, 0, 1, 1], "segmentation": {"size": [10, 5], "counts": [50]}}""", "its size")]
    public void NamesTheFileAndTheAnnotation(string annotation, string what)
    {
        Add(annotation);

        Fault(() => Open().Read(0)).ShouldSatisfyAllConditions(m => m.ShouldContain(tree.Path("annotations.json")), m => m.ShouldContain(what));
    }

    [Fact]
    public void SaysWhatIsBrokenOrMissing()
    {
        Fault(() => Open()).ShouldContain("annotations.json");
        tree.Text("annotations.json", Head + "\n{\"id\": 1,");
        Fault(() => Open()).ShouldContain("annotations.json, line 5: broken JSON");
        tree.Text("annotations.json", "[]");
        Fault(() => Open()).ShouldContain("broken JSON");
        tree.Text("annotations.json", "{\"images\": []}");
        Fault(() => Open()).ShouldContain("\"images\"");
        tree.Text("annotations.json", Head + "]}").Image("images/a.png", 10, 5);
        Fault(() => Open()).ShouldContain("b.png");
        tree.Image("images/b.png", 9, 5).Image("images/a.png", 9, 5);
        Fault(() => Open().Read(0)).ShouldContain("9x5");
    }

    private void Add(params string[] annotations) => tree.Text("annotations.json", Head + string.Join(",\n", annotations) + "]}")
        .Image("images/a.png", 10, 5).Image("images/b.png", 10, 5);

    private CocoSource Open(bool masks = true, Split split = Split.Train) => new(tree.Root, split, masks);

    private static IEnumerable<string> Rows(LabelMap map) => map.Labels.Chunk(map.Width)
        .Select(row => row.Aggregate(new StringBuilder(), (text, value) => text.Append(value == 255 ? '?' : (char)('0' + value))).ToString());

    private static string Fault(Func<object> action) => Should.Throw<DataException>(action).Message;
}
