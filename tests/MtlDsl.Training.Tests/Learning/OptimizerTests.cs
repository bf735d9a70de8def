using MtlDsl.Training.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>libtorch's fused operators against TorchSharp's optimisers, which say the same rules operator by operator.</summary>
[Collection("torch")]
public class OptimizerTests
{
    private const double LearningRate = 0.05, Decay = 0.02;

    public static TheoryData<OptimizerKind> Kinds { get; } = new(Enum.GetValues<OptimizerKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_rule_moves_parameters_as_TorchSharp_does(OptimizerKind kind)
    {
        using var scope = NewDisposeScope();
        var (ours, theirs) = (Parameters(), Parameters());
        using var optimizer = Optimizer.Create([.. ours.Select((p, i) => ($"p{i}", p))], new TrainingOptions { Optimizer = kind, Momentum = 0.9 }, Decay);
        using var reference = Reference(kind, theirs);

        for (var step = 0; step < 12; step++)
        {
            for (var i = 0; i < ours.Length; i++)
            {
                // The last one gets its first gradient late.
                if (i == ours.Length - 1 && step < 4)
                    continue;
                manual_seed(100 * step + i);
                var gradient = randn(ours[i].shape);
                (ours[i].grad, theirs[i].grad) = (gradient, gradient.clone());
            }
            optimizer.Step(LearningRate);
            reference.step();
        }

        for (var i = 0; i < ours.Length; i++)
            ours[i].allclose(theirs[i], rtol: 1e-4, atol: 2e-6).ShouldBeTrue($"{kind}, parameter {i}: {(ours[i] - theirs[i]).abs().max().ToSingle()}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_layout_of_a_gradient_does_not_matter(OptimizerKind kind)
    {
        using var scope = NewDisposeScope();
        Parameter plain = nn.Parameter(arange(120).to(float32).reshape(2, 3, 4, 5)), innermost = nn.Parameter(TensorLayout.ToChannelsLast(plain.detach()));
        var options = new TrainingOptions { Optimizer = kind, Momentum = 0.9 };
        using Optimizer one = Optimizer.Create([("p", plain)], options, 0), other = Optimizer.Create([("p", innermost)], options, 0);

        for (var step = 0; step < 3; step++)
        {
            var gradient = randn(2, 3, 4, 5);
            (plain.grad, innermost.grad) = (gradient, gradient.clone());
            one.Step(LearningRate);
            other.Step(LearningRate);
        }

        innermost.ToArray<float>().ShouldBe(plain.ToArray<float>());
    }

    [Fact]
    public void Momentum_of_0_keeps_nothing()
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(ones(3));
        using var optimizer = Optimizer.Create([("p", parameter)], new TrainingOptions { Momentum = 0 }, 0);
        parameter.grad = ones(3);

        optimizer.Step(0.25);

        parameter.ToArray<float>().ShouldBe([0.75f, 0.75f, 0.75f]);
        optimizer.Save().ShouldBeEmpty();
    }

    private static Parameter[] Parameters()
    {
        manual_seed(1);
        return [nn.Parameter(randn(7, 3, 3, 3)), nn.Parameter(randn(33)), nn.Parameter(randn(5, 9))];
    }

    private static optim.Optimizer Reference(OptimizerKind kind, Parameter[] parameters) => kind switch
    {
        OptimizerKind.Sgd => optim.SGD(parameters, LearningRate, 0.9, weight_decay: Decay),
        OptimizerKind.Adam => optim.Adam(parameters, LearningRate, weight_decay: Decay),
        OptimizerKind.AdamW => optim.AdamW(parameters, LearningRate, weight_decay: Decay),
        OptimizerKind.AdaDelta => optim.Adadelta(parameters, LearningRate, weight_decay: Decay),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
