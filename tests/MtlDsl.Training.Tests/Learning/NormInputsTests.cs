using MtlDsl.Training.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>A batch norm that gets one value per channel cannot learn; torch's own module makes NaN of it without a word.</summary>
[Collection("torch")]
public sealed class NormInputsTests
{
    [Fact]
    public void One_value_per_channel_is_refused_in_training_and_the_layer_named()
    {
        using var network = nn.Sequential(("pool", nn.AdaptiveAvgPool2d(1)), ("norm", nn.BatchNorm2d(3)));
        using (new NormInputs(network))
        {
            using var one = ones(1, 3, 8, 8);
            using var two = ones(2, 3, 8, 8);
            Should.Throw<TrainingException>(() => network.call(one)).Message.ShouldSatisfyAllConditions(
                message => message.ShouldStartWith("The batch norm norm gets one value per channel"),
                message => message.ShouldContain("--batch-norm Frozen"),
                message => message.ShouldContain("--batch)"));
            network.call(two).Dispose();
            network.eval();
            network.call(one).Dispose();
            network.train();
        }
        using var last = ones(1, 3, 8, 8);
        network.call(last).Dispose();
    }

    [Fact]
    public void A_training_ends_at_its_first_step()
    {
        using var model = new PooledNetwork();
        var options = new TrainingOptions { Iterations = 3, BatchSize = 1, Warmup = 0, CheckpointEvery = 0 };
        using var trainer = new Trainer(model, options);
        var adapter = new TinyData();
        using var batches = new BatchLoader([new BatchFeed(adapter, adapter.Open(null, Split.Train))], new BatchLoaderOptions { BatchSize = 1 });

        Should.Throw<TrainingException>(() => trainer.Run(batches)).Message.ShouldStartWith("The batch norm pooled gets one value per channel");

        trainer.Iteration.ShouldBe(0);
    }

    /// <summary>The small network with one more norm, on a map of 1x1.</summary>
    private sealed class PooledNetwork : nn.Module, IMultitaskModel
    {
        private readonly TinyNetwork inner = new();
        private readonly BatchNorm2d pooled = nn.BatchNorm2d(3);

        public PooledNetwork() : base(nameof(PooledNetwork))
        {
            register_module("inner", inner);
            register_module("pooled", pooled);
        }

        public Architecture Architecture => inner.Architecture;

        public nn.Module Module => this;

        public nn.Module Trunk => inner.Trunk;

        public IReadOnlyList<ParameterGroup> ParameterGroups => inner.ParameterGroups;

        public IReadOnlyList<double> LossWeights => inner.LossWeights;

        public IReadOnlyList<Tensor> Forward(Tensor images)
        {
            using var mean = images.mean([2, 3], keepdim: true);
            pooled.call(mean).Dispose();
            return inner.Forward(images);
        }

        public IReadOnlyList<TaskLoss> ComputeLosses(Batch batch, out IReadOnlyList<Tensor> outputs)
        {
            Forward(batch.Images);
            return inner.ComputeLosses(batch, out outputs);
        }

        protected override void RegisterComponents()
        {
        }
    }
}
