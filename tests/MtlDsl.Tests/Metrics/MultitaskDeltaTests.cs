using MtlDsl.Metrics;

namespace MtlDsl.Tests.Metrics;

public sealed class MultitaskDeltaTests
{
    // Pascal VOC in the KTH study of 2017: segmentation 58.9 mIoU and detection 51.3 mAP alone, 55.2 and 52.6 together.
    [Fact]
    public void The_delta_is_the_mean_of_the_relative_changes()
    {
        var delta = MultitaskDelta.Of([new("Segmentation", 55.2, 58.9), new("Detection", 52.6, 51.3)]);

        delta.ShouldBe((-3.7 / 58.9 + 1.3 / 51.3) / 2, 1e-12);
    }

    [Fact]
    public void Errors_count_the_other_way_round()
    {
        new TaskPair("Depth", 2, 4, LowerIsBetter: true).Change.ShouldBe(0.5);
        new TaskPair("Objects", 2, 4).Change.ShouldBe(-0.5);
        MultitaskDelta.Of([new("Depth", 2, 4, LowerIsBetter: true), new("Objects", 2, 4)]).ShouldBe(0);
    }

    [Fact]
    public void A_task_that_was_not_measured_leaves_no_delta()
    {
        MultitaskDelta.Of([new("Objects", double.NaN, .5), new("Surfaces", .5, .5)]).ShouldBe(double.NaN);
        MultitaskDelta.Of([]).ShouldBe(double.NaN);
    }
}
