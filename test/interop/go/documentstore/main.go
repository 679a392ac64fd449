// Command documentstore checks the embedded document store with the official Go driver.
package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	. "renku-sessions/interop/check"
)

const embedded = "not supported by the embedded document store"

var (
	client     *mongo.Client
	background = context.Background()
)

func main() {
	client = Must(mongo.Connect(options.Client().ApplyURI(os.Getenv("DOCUMENT_STORE_URL"))))
	defer func() { OK(client.Disconnect(background)) }()
	Main("mongo-driver/v2", []Check{
		{Name: "inserts and finds", Run: insertsAndFinds},
		{Name: "names the duplicate key", Run: namesTheDuplicateKey},
		{Name: "writes in bulk", Run: writesInBulk},
		{Name: "updates and upserts", Run: updates},
		{Name: "finds and modifies", Run: findsAndModifies},
		{Name: "deletes", Run: deletes},
		{Name: "reads in batches", Run: readsInBatches},
		{Name: "sorts, skips, limits and projects", Run: sorts},
		{Name: "aggregates", Run: aggregates},
		{Name: "counts and lists distinct values", Run: counts},
		{Name: "gives values back as they came", Run: givesValuesBack},
		{Name: "takes structs", Run: takesStructs},
		{Name: "manages indexes", Run: managesIndexes},
		{Name: "manages collections and databases", Run: managesCollections},
		{Name: "serves many at once", Run: servesMany},
		{Name: "sessions work, transactions do not", Run: sessions},
		{Name: "refuses what it does not have", Run: refusesTheRest},
		{Name: "connects in all forms", Run: connectsInAllForms},
		{Name: "connects with a password", Run: connectsWithAPassword},
	})
}

func newCollection() *mongo.Collection {
	return client.Database("interop").Collection("go" + bson.NewObjectID().Hex())
}

func filled(count int) *mongo.Collection {
	collection := newCollection()
	documents := make([]bson.M, count)
	for n := range documents {
		documents[n] = bson.M{"_id": n, "n": n, "even": n%2 == 0, "tags": bson.A{"t", n}}
	}
	Must(collection.InsertMany(background, documents))
	return collection
}

func all(cursor *mongo.Cursor, err error) []bson.M {
	OK(err)
	var documents []bson.M
	OK(cursor.All(background, &documents))
	return documents
}

func idsOf(documents []bson.M) []any {
	ids := []any{}
	for _, document := range documents {
		ids = append(ids, document["_id"])
	}
	return ids
}

func one(result *mongo.SingleResult) bson.M {
	var document bson.M
	OK(result.Decode(&document))
	return document
}

func insertsAndFinds() {
	collection := newCollection()
	inserted := Must(collection.InsertOne(background, bson.M{"a": 1}))
	Same(one(collection.FindOne(background, bson.M{"_id": inserted.InsertedID}))["a"], any(int32(1)))
	err := collection.FindOne(background, bson.M{"_id": 0}).Err()
	True(errors.Is(err, mongo.ErrNoDocuments), "%v", err)
}

func namesTheDuplicateKey() {
	collection := filled(2)
	_, err := collection.InsertOne(background, bson.M{"_id": 1})
	True(mongo.IsDuplicateKeyError(err), "%v", err)
	var failure mongo.WriteException
	True(errors.As(err, &failure), "%T", err)
	Same(failure.WriteErrors[0].Code, 11000)
	Same(failure.WriteErrors[0].Raw.Lookup("keyPattern", "_id").AsInt64(), 1)
	_, err = collection.UpdateOne(background, bson.M{"_id": 1}, bson.M{"$set": bson.M{"_id": 5}})
	Refused(err, "_id")
}

func writesInBulk() {
	collection := filled(4)
	result := Must(collection.BulkWrite(background, []mongo.WriteModel{
		mongo.NewInsertOneModel().SetDocument(bson.M{"_id": 10}),
		mongo.NewUpdateOneModel().SetFilter(bson.M{"_id": 0}).SetUpdate(bson.M{"$set": bson.M{"n": 100}}),
		mongo.NewUpdateManyModel().SetFilter(bson.M{"even": false}).SetUpdate(bson.M{"$inc": bson.M{"n": 10}}),
		mongo.NewReplaceOneModel().SetFilter(bson.M{"_id": 11}).SetReplacement(bson.M{"up": 1}).SetUpsert(true),
		mongo.NewDeleteManyModel().SetFilter(bson.M{"_id": 2}),
	}))
	Same([]int64{result.InsertedCount, result.ModifiedCount, result.UpsertedCount, result.DeletedCount}, []int64{1, 3, 1, 1})
	duplicates := []bson.M{{"_id": "a"}, {"_id": "a"}, {"_id": "b"}}
	_, err := collection.InsertMany(background, duplicates, options.InsertMany().SetOrdered(false))
	var failure mongo.BulkWriteException
	True(errors.As(err, &failure), "%v", err)
	Same([]int{len(failure.WriteErrors), failure.WriteErrors[0].Index}, []int{1, 1})
	Same(Must(collection.CountDocuments(background, bson.M{"_id": bson.M{"$type": "string"}})), 2)
}

func updates() {
	collection := newCollection()
	update := bson.M{"$setOnInsert": bson.M{"created": true}, "$inc": bson.M{"n": 1}, "$push": bson.M{"list": "x"}}
	upsert := options.UpdateOne().SetUpsert(true)
	first := Must(collection.UpdateOne(background, bson.M{"_id": "a"}, update, upsert))
	Same(first.UpsertedID, any("a"))
	second := Must(collection.UpdateOne(background, bson.M{"_id": "a"}, update, upsert))
	Same([]int64{second.MatchedCount, second.ModifiedCount, second.UpsertedCount}, []int64{1, 1, 0})
	expected := bson.M{"_id": "a", "created": true, "n": int32(2), "list": bson.A{"x", "x"}}
	Same(one(collection.FindOne(background, bson.M{})), expected)
	_, err := collection.UpdateOne(background, bson.M{"_id": "a"}, bson.M{"$inc": bson.M{"list": 1}})
	Refused(err, "list")
}

func findsAndModifies() {
	collection := filled(3)
	after := options.FindOneAndUpdate().SetReturnDocument(options.After).SetSort(bson.D{{Key: "n", Value: -1}})
	updated := one(collection.FindOneAndUpdate(background, bson.M{}, bson.M{"$set": bson.M{"n": 7}}, after))
	Same([]any{updated["_id"], updated["n"]}, []any{int32(2), int32(7)})
	Same(one(collection.FindOneAndReplace(background, bson.M{"_id": 1}, bson.M{"z": 1}))["n"], any(int32(1)))
	Same(one(collection.FindOneAndDelete(background, bson.M{"_id": 1}))["z"], any(int32(1)))
	True(errors.Is(collection.FindOneAndDelete(background, bson.M{"_id": 1}).Err(), mongo.ErrNoDocuments), "found again")
}

func deletes() {
	collection := filled(10)
	Same(Must(collection.DeleteOne(background, bson.M{"even": true})).DeletedCount, 1)
	Same(Must(collection.DeleteMany(background, bson.M{"even": true})).DeletedCount, 4)
	Same(Must(collection.EstimatedDocumentCount(background)), 5)
}

func readsInBatches() {
	collection := filled(500)
	found := all(collection.Find(background, bson.M{}, options.Find().SetBatchSize(7).SetSort(bson.M{"_id": 1})))
	Same(len(found), 500)
	Same(found[499]["_id"], any(int32(499)))
	cursor := Must(collection.Find(background, bson.M{}, options.Find().SetBatchSize(2)))
	True(cursor.Next(background) && cursor.ID() != 0, "no cursor")
	OK(cursor.Close(background))
	err := client.Database("interop").RunCommand(background,
		bson.D{{Key: "getMore", Value: int64(424242)}, {Key: "collection", Value: "c"}}).Err()
	var failure mongo.CommandError
	True(errors.As(err, &failure) && failure.Code == 43, "%v", err)
}

func sorts() {
	collection := filled(10)
	find := options.Find().SetSort(bson.D{{Key: "even", Value: -1}, {Key: "n", Value: -1}}).SetSkip(1).SetLimit(5)
	Same(idsOf(all(collection.Find(background, bson.M{}, find))), []any{int32(6), int32(4), int32(2), int32(0), int32(9)})
	projected := options.FindOne().SetProjection(bson.M{"_id": 0, "n": 1})
	Same(one(collection.FindOne(background, bson.M{"_id": 3}, projected)), bson.M{"n": int32(3)})
	filters := bson.M{"$or": bson.A{bson.M{"tags": 4}, bson.M{"n": bson.M{"$in": bson.A{1, 2}}}}}
	Same(idsOf(all(collection.Find(background, filters, options.Find().SetSort(bson.M{"_id": 1})))),
		[]any{int32(1), int32(2), int32(4)})
}

func aggregates() {
	collection := filled(10)
	grouped := all(collection.Aggregate(background, mongo.Pipeline{
		{{Key: "$match", Value: bson.M{"n": bson.M{"$lt": 9}}}},
		{{Key: "$group", Value: bson.M{"_id": "$even", "sum": bson.M{"$sum": "$n"}}}},
		{{Key: "$sort", Value: bson.M{"_id": 1}}},
	}, options.Aggregate().SetBatchSize(1)))
	Same(grouped, []bson.M{{"_id": false, "sum": int32(16)}, {"_id": true, "sum": int32(20)}})
}

func counts() {
	collection := filled(10)
	Same(Must(collection.CountDocuments(background, bson.M{"n": bson.M{"$gte": 3}}, options.Count().SetLimit(5))), 5)
	var distinct []bool
	OK(collection.Distinct(background, "even", bson.M{}).Decode(&distinct))
	slices.SortFunc(distinct, func(a, _ bool) int { return map[bool]int{false: -1, true: 1}[a] })
	Same(distinct, []bool{false, true})
}

func givesValuesBack() {
	collection := newCollection()
	decimal := Must(bson.ParseDecimal128("1.10"))
	document := bson.D{
		{Key: "_id", Value: bson.NewObjectID()},
		{Key: "int32", Value: int32(1)},
		{Key: "int64", Value: int64(1)},
		{Key: "double", Value: 1.0},
		{Key: "decimal", Value: decimal},
		{Key: "text", Value: "größe 流"},
		{Key: "date", Value: bson.NewDateTimeFromTime(time.UnixMilli(1_700_000_000_123))},
		{Key: "bytes", Value: bson.Binary{Subtype: 4, Data: make([]byte, 16)}},
		{Key: "regex", Value: bson.Regex{Pattern: "a.*", Options: "i"}},
		{Key: "timestamp", Value: bson.Timestamp{T: 5, I: 6}},
		{Key: "null", Value: nil},
		{Key: "min", Value: bson.MinKey{}},
		{Key: "nested", Value: bson.D{{Key: "list", Value: bson.A{int64(1), bson.A{true}}}}},
	}
	Must(collection.InsertOne(background, document))
	var found bson.D
	OK(collection.FindOne(background, bson.D{{Key: "int64", Value: int64(1)}}).Decode(&found))
	Same(found, document)
}

type person struct {
	ID    bson.ObjectID `bson:"_id,omitempty"`
	Name  string        `bson:"name"`
	Born  time.Time     `bson:"born"`
	Roles []string      `bson:"roles,omitempty"`
}

func takesStructs() {
	collection := newCollection()
	given := person{Name: "Ada", Born: time.Date(1815, 12, 10, 0, 0, 0, 0, time.UTC), Roles: []string{"a", "b"}}
	inserted := Must(collection.InsertOne(background, given))
	var found person
	OK(collection.FindOne(background, bson.M{"roles": "b", "born": bson.M{"$lt": time.Now()}}).Decode(&found))
	Same(any(found.ID), inserted.InsertedID)
	Same(found.Born.UTC(), given.Born)
}

func managesIndexes() {
	collection := filled(5)
	names := Must(collection.Indexes().CreateMany(background, []mongo.IndexModel{
		{Keys: bson.D{{Key: "n", Value: 1}}, Options: options.Index().SetUnique(true)},
		{Keys: bson.D{{Key: "even", Value: 1}, {Key: "n", Value: -1}}, Options: options.Index().SetName("both")},
	}))
	Same(names, []string{"n_1", "both"})
	_, err := collection.InsertOne(background, bson.M{"n": 1})
	True(mongo.IsDuplicateKeyError(err), "%v", err)
	specifications := Must(collection.Indexes().ListSpecifications(background))
	Same(len(specifications), 3)
	Same(*specifications[1].Unique, true)
	OK(collection.Indexes().DropOne(background, "both"))
	OK(collection.Indexes().DropAll(background))
	Same(len(Must(collection.Indexes().ListSpecifications(background))), 1)
}

func managesCollections() {
	database := client.Database("go" + bson.NewObjectID().Hex())
	OK(database.CreateCollection(background, "a"))
	Refused(database.CreateCollection(background, "a"), "exists")
	Must(database.Collection("b").InsertOne(background, bson.M{}))
	names := Must(database.ListCollectionNames(background, bson.M{}))
	slices.Sort(names)
	Same(names, []string{"a", "b"})
	True(slices.Contains(Must(client.ListDatabaseNames(background, bson.M{})), database.Name()), "not listed")
	OK(database.Collection("b").Drop(background))
	OK(database.Drop(background))
	True(!slices.Contains(Must(client.ListDatabaseNames(background, bson.M{})), database.Name()), "still listed")
}

func servesMany() {
	collection := newCollection()
	done := make(chan error)
	const writers, writes = 20, 20
	for range writers {
		go func() {
			var err error
			for count := 0; count < writes && err == nil; count++ {
				_, err = collection.UpdateOne(background, bson.M{"_id": 1}, bson.M{"$inc": bson.M{"n": 1}},
					options.UpdateOne().SetUpsert(true))
			}
			done <- err
		}()
	}
	for range writers {
		OK(<-done)
	}
	Same(one(collection.FindOne(background, bson.M{}))["n"], any(int32(writers*writes)))
}

func sessions() {
	collection := filled(2)
	session := Must(client.StartSession())
	defer session.EndSession(background)
	_, err := session.WithTransaction(background, func(transaction context.Context) (any, error) {
		return collection.InsertOne(transaction, bson.M{})
	})
	Refused(err, "Transactions are "+embedded)
	inSession := mongo.NewSessionContext(background, session)
	Same(one(collection.FindOne(inSession, bson.M{"_id": 1}))["n"], any(int32(1)))
}

func refusesTheRest() {
	collection := filled(2)
	_, err := collection.Watch(background, mongo.Pipeline{})
	Refused(err, "embedded document store")
	_, err = collection.Find(background, bson.M{}, options.Find().SetCollation(&options.Collation{Locale: "de"}))
	Refused(err, "A collation is "+embedded)
	_, err = collection.Find(background, bson.M{"$where": "true"})
	Refused(err, "embedded document store")
	_, err = collection.Indexes().CreateOne(background, mongo.IndexModel{
		Keys: bson.M{"a": 1}, Options: options.Index().SetExpireAfterSeconds(1),
	})
	Refused(err, "embedded document store")
	filters := options.UpdateOne().SetArrayFilters([]any{bson.M{"x": 1}})
	_, err = collection.UpdateOne(background, bson.M{}, bson.M{"$set": bson.M{"tags.$[x]": 1}}, filters)
	Refused(err, "embedded document store")
	_, err = collection.Aggregate(background, mongo.Pipeline{{{Key: "$out", Value: "x"}}})
	Refused(err, "embedded document store")
}

func connectsInAllForms() {
	_, rest, _ := strings.Cut(os.Getenv("DOCUMENT_STORE_URL"), "//")
	host, _, _ := strings.Cut(rest, "/")
	for _, query := range []string{"", "?directConnection=true", "?compressors=zlib,snappy&retryWrites=true", "?w=majority"} {
		other := Must(mongo.Connect(options.Client().ApplyURI("mongodb://" + host + "/" + query)))
		OK(other.Ping(background, nil))
		Must(other.Database("interop").Collection("forms").InsertOne(background, bson.M{}))
		OK(other.Disconnect(background))
	}
	stable := options.Client().ApplyURI("mongodb://" + host).SetServerAPIOptions(options.ServerAPI("1"))
	other := Must(mongo.Connect(stable))
	answer := Must(other.Database("interop").RunCommand(background, bson.M{"ping": 1}).Raw())
	Same(answer.Lookup("ok").Double(), 1)
	OK(other.Disconnect(background))
	secured := Must(mongo.Connect(options.Client().ApplyURI("mongodb://me:secret@" + host)))
	Refused(secured.Ping(background, nil), "Authentication without users is "+embedded)
	OK(secured.Disconnect(background))
}

func collectionsAt(url string, adjust func(*options.ClientOptions)) error {
	opened := options.Client().ApplyURI(url)
	adjust(opened)
	other := Must(mongo.Connect(opened))
	_, err := other.Database("interop").ListCollectionNames(background, bson.M{})
	OK(other.Disconnect(background))
	return err
}

func connectsWithAPassword() {
	url := os.Getenv("DOCUMENT_STORE_SECURED_URL")
	OK(collectionsAt(url, func(*options.ClientOptions) {}))
	Refused(collectionsAt(url, func(opened *options.ClientOptions) { opened.Auth.Password = "wrong" }), "Authentication failed")
	_, host, _ := strings.Cut(url, "@")
	Refused(collectionsAt("mongodb://"+host, func(*options.ClientOptions) {}), "requires authentication")
}
