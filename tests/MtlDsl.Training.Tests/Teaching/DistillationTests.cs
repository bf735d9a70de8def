using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Teaching;

/// <summary>Distances between answers against their definitions, written out.</summary>
[Collection("torch")]
public sealed class DistillationTests
{
    private static readonly Head surfaces = TinyNetwork.Description.Heads[0], objects = TinyNetwork.Description.Heads[1];

    [Fact]
    public void A_head_that_agrees_has_nothing_to_learn()
    {
        using var scope = NewDisposeScope();
        var scores = randn(2, 3, 4, 4);
        var (confidences, locations) = (randn(2, 64, 3), randn(2, 64, 4));

        Distillation.Compute(surfaces, [scores], [scores]).item<float>().ShouldBe(0, 1e-6);
        Distillation.Compute(objects, [confidences, locations], [confidences, locations]).item<float>().ShouldBe(0, 1e-6);
    }

    [Fact]
    public void Pixels_are_compared_by_the_mean_divergence()
    {
        using var scope = NewDisposeScope();
        // One pixel of two classes: the teacher says 3/4, the student 1/2.
        var teacher = tensor([MathF.Log(3), 0f], [1, 2, 1, 1]);
        var student = zeros(1, 2, 1, 1);

        var wanted = 0.75 * Math.Log(0.75 / 0.5) + 0.25 * Math.Log(0.25 / 0.5);
        Distillation.Compute(surfaces, [student], [teacher]).item<float>().ShouldBe((float)wanted, 1e-6);
    }

    [Fact]
    public void Boxes_count_as_far_as_the_teacher_takes_them_for_objects()
    {
        using var scope = NewDisposeScope();
        // Two boxes: one that the teacher is sure of, and background, whose offsets are nobody's concern.
        var confidences = tensor([-20f, 20f, -20f, 20f, -20f, -20f], [1, 2, 3]);
        var teacher = zeros(1, 2, 4);
        var student = tensor([2f, 0f, 0f, 0f, 9f, 9f, 9f, 9f], [1, 2, 4]);

        // Smooth L1 of a difference of 2 is 1.5, over one object.
        Distillation.Compute(objects, [confidences, student], [confidences, teacher]).item<float>().ShouldBe(1.5f, 1e-4);
    }

    [Fact]
    public void The_teacher_gets_no_gradient_and_the_student_moves_towards_it()
    {
        using var scope = NewDisposeScope();
        var teacher = tensor([2f, 0f], [1, 2, 1, 1]);
        var student = zeros([1, 2, 1, 1], requires_grad: true);

        Distillation.Compute(surfaces, [student], [teacher]).backward();

        var gradient = student.grad!.data<float>().ToArray();
        gradient[0].ShouldBeLessThan(0);
        gradient[1].ShouldBeGreaterThan(0);
    }
}
