using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class BoxCoderTests
{
    // The values of Caffe's own test (weiliu89/caffe, test_bbox_util.cpp): prior (.1, .1, .3, .3), box (0, .2, .4, .5).
    [Fact]
    public void Encodes_as_Caffe_does()
    {
        var (x, y, width, height) = BoxCoder.Encode(new Box(0, .2f, .4f, .5f), (.2f, .2f, .2f, .2f));

        x.ShouldBe(0, 1e-5);
        y.ShouldBe(7.5f, 1e-5);
        width.ShouldBe(MathF.Log(2) / .2f, 1e-5);
        height.ShouldBe(MathF.Log(1.5f) / .2f, 1e-5);
    }

    [Fact]
    public void Decoding_undoes_encoding()
    {
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var box = RandomBoxes.Next(random);
            var prior = (random.NextSingle(), random.NextSingle(), .05f + random.NextSingle(), .05f + random.NextSingle());

            var decoded = BoxCoder.Decode(BoxCoder.Encode(box, prior), prior);

            decoded.Left.ShouldBe(box.Left, 1e-5);
            decoded.Top.ShouldBe(box.Top, 1e-5);
            decoded.Right.ShouldBe(box.Right, 1e-5);
            decoded.Bottom.ShouldBe(box.Bottom, 1e-5);
        }
    }

    [Fact]
    public void A_box_without_width_has_finite_offsets()
    {
        var (_, _, width, height) = BoxCoder.Encode(new Box(.5f, .5f, .5f, .4f), (.5f, .5f, .2f, .2f));

        float.IsFinite(width).ShouldBeTrue();
        float.IsFinite(height).ShouldBeTrue();
    }
}
