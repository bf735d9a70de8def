namespace MtlDsl.Imaging.Tests;

/// <summary>Files from real data sets, where the folder with them is at hand.</summary>
public sealed class RealDataTests
{
    [SkippableTheory]
    [InlineData("penn-fudan/PNGImages", "penn-fudan/PedMasks", "_mask")]
    [InlineData("dronedeploy-chips/image-chips", "dronedeploy-chips/label-chips", "")]
    public void Every_image_has_a_mask_of_its_size(string images, string masks, string suffix)
    {
        var files = Directory.GetFiles(SharedData.Find(images), "*.png").Order(StringComparer.Ordinal).Take(40).ToArray();
        files.ShouldNotBeEmpty();

        foreach (var file in files)
        {
            var labels = LabelFile.Read(Path.Combine(SharedData.Find(masks), Path.GetFileNameWithoutExtension(file) + suffix + ".png"));
            labels.Size.ShouldBe(ImageFile.Read(file).Size);
            labels.Labels.Distinct().Count().ShouldBeLessThan(32);
        }
    }

    [SkippableFact]
    public void Photos_are_whole_and_a_cut_one_is_refused()
    {
        var files = Directory.GetFiles(SharedData.Find("coco-boxes-masks/images/train2017"), "*.jpg").Order(StringComparer.Ordinal).Take(40).ToArray();
        files.ShouldNotBeEmpty();

        foreach (var file in files)
        {
            ImageFile.Read(file).Width.ShouldBeGreaterThan(100);
            var bytes = File.ReadAllBytes(file);
            Should.Throw<ImageException>(() => ImageFile.Decode(bytes.AsSpan(0, bytes.Length * 9 / 10), file)).Message.ShouldContain("truncated");
        }
    }
}
